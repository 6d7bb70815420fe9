import type { PartConfig, SpaceBundle, SpaceConfigs } from './bundle'
import { withWxBehaviors, type CodeSpace, type DefinitionEnv, type Engine } from './engine'
import { resolvePath } from './paths'

/** Callbacks of a space into the program. */
export interface SpaceHooks {
  /** Values for the names in `bundle.globals`. Missing names are undefined in the modules. */
  readonly globals: (space: Space) => Readonly<Record<string, unknown>>
  readonly requirePlugin: (space: Space, from: string) => unknown
  /** Loads a component of another space or package. */
  readonly link: (space: Space, from: string, tag: string, path: string) => Link
  /** Components of app.json, available on every page. */
  readonly globalComponents: (space: Space) => Readonly<Record<string, string>>
}

/** `later`: the placeholder is shown until `load` has run. */
export type Link =
  { readonly kind: 'ready' } | { readonly kind: 'later'; readonly load: () => void }

/** A code space: the app, a plugin or the built-ins, with its modules and components. */
export class Space {
  readonly id: string
  readonly configs: SpaceConfigs
  readonly code: CodeSpace
  private readonly templates: ReturnType<SpaceBundle['templates']>
  private readonly bodies: ReturnType<SpaceBundle['modules']>
  private readonly loaded = new Map<string, { exports: unknown }>()
  private readonly ensured = new Set<string>()
  /** Page, Component and Behavior for the file being loaded; see `definitionGlobals`. */
  private definitions: DefinitionEnv | null = null

  constructor(
    private readonly bundle: SpaceBundle,
    readonly isMain: boolean,
    engine: Engine,
    templateGlobals: readonly unknown[],
    private readonly hooks: SpaceHooks,
  ) {
    this.id = bundle.id
    this.configs = bundle.configs
    const publicComponents = { ...bundle.configs.plugin?.publicComponents }
    this.code = engine.env.createCodeSpace(bundle.id || '@app', isMain, publicComponents)
    for (const [path, css] of Object.entries(bundle.styles)) {
      const url = this.styleUrl(path)
      this.code.addStyleSheet(path, url, bundle.scopes[path])
      engine.associated.registerStyleSheetContent(url, css)
    }
    this.templates = bundle.templates(...templateGlobals)
    const globals = { ...this.definitionGlobals(), ...hooks.globals(this) }
    this.bodies = bundle.modules(...bundle.globals.map((name) => globals[name]))
  }

  styleUrl(path: string): string {
    return `${this.id}:${path}`
  }

  /** Style sheets of all registered components. */
  ensuredStyles(): string[] {
    return [...this.ensured]
      .filter((path) => this.bundle.styles[path] !== undefined)
      .map((path) => this.styleUrl(path))
  }

  hasModule(path: string): boolean {
    return this.bodies[path] !== undefined
  }

  /** Runs a module once and returns its exports. */
  require(path: string): unknown {
    const key = this.hasModule(path) ? path : `${path}/index`
    const body = this.bodies[key]
    if (body === undefined) throw new Error(`module '${path}.js' is not defined`)
    const known = this.loaded.get(key)
    if (known !== undefined) return known.exports
    const module = { exports: {} as unknown }
    this.loaded.set(key, module)
    try {
      body(this.requireFrom(key), module, module.exports, this.hooks.requirePlugin(this, key))
    } catch (error) {
      this.loaded.delete(key) // as in WeChat, a module that has thrown runs again on the next require
      throw error
    }
    return module.exports
  }

  /** Runs app.js, which calls the host's `App()`. */
  requireApp(): void {
    this.inDefinition('app', () => this.require('app'))
  }

  /** Registers a page or component and everything that it uses. */
  ensure(path: string): void {
    if (this.ensured.has(path)) return
    this.ensured.add(path)
    if (!this.hasModule(path)) throw new Error(`Component is not found in path "${path}"`)
    const config = this.configs[path] ?? {}
    const { using, later } = this.linkComponents(path, config)
    this.code.addComponentStaticConfig(path, { ...config, usingComponents: using } as Parameters<
      CodeSpace['addComponentStaticConfig']
    >[1])
    const content = this.templates[path]
    if (content !== undefined)
      this.code.addCompiledTemplate(path, { groupList: this.templates, content } as Parameters<
        CodeSpace['addCompiledTemplate']
      >[1])
    this.inDefinition(path, () => this.require(path))
    for (const load of later) load()
  }

  private linkComponents(path: string, config: PartConfig) {
    const using: Record<string, string> = { ...this.hooks.globalComponents(this) }
    for (const [tag, target] of Object.entries(config.usingComponents ?? {}))
      using[tag] = target.includes('://') ? target : `/${this.resolve(target, path)}`
    const later: (() => void)[] = []
    for (const [tag, target] of Object.entries(using)) {
      const link = this.hooks.link(this, path, tag, target)
      if (link.kind === 'later') later.push(link.load)
    }
    return { using, later }
  }

  /** Relative or absolute, otherwise `miniprogram_npm` in the file's folder and its parents. */
  private resolve(wanted: string, from: string): string {
    const candidates = [resolvePath(wanted, from)]
    if (!/^[./]/.test(wanted))
      for (let folder = from.split('/').slice(0, -1); ; folder = folder.slice(0, -1)) {
        candidates.push([...folder, 'miniprogram_npm', wanted].join('/'))
        if (folder.length === 0) break
      }
    const forms = candidates.flatMap((one) => [one, one.replace(/\.js$/, ''), `${one}/index`])
    return forms.find((one) => this.hasModule(one)) ?? resolvePath(wanted, from)
  }

  private requireFrom(from: string): unknown {
    const load = (wanted: string) => this.require(this.resolve(wanted, from))
    const requireModule = (
      wanted: string,
      done?: (exports: unknown) => void,
      failed?: (error: unknown) => void,
    ) => {
      if (done === undefined) return load(wanted)
      void Promise.resolve(wanted).then(load).then(done, failed)
      return undefined
    }
    return Object.assign(requireModule, {
      async: (wanted: string) => Promise.resolve(wanted).then(load),
    })
  }

  /**
   * Resolved on each call, as in WeChat: a shared helper may call `Component()` for the file that is being
   * loaded. With bound functions the component would not be registered.
   */
  private definitionGlobals(): Record<string, unknown> {
    const current = () => {
      if (this.definitions === null)
        throw new Error('Page, Component and Behavior can only be called while a file is loaded')
      return this.definitions
    }
    return {
      Page: (definition: never) => current().Page(definition),
      Component: (definition: never) => current().Component(definition),
      Behavior: (definition: never) => current().Behavior(definition),
    }
  }

  private inDefinition(path: string, run: () => void): void {
    this.code.componentEnv(path, (env) => {
      const outer = this.definitions
      // the adapter's types require literal definitions; those of a file are only known at run time
      this.definitions = withWxBehaviors(env as unknown as DefinitionEnv)
      try {
        run()
      } finally {
        this.definitions = outer
      }
    })
  }
}
