import type { PhoneBackend } from './backend'
import { builtinHost } from './builtin-host'
import type { MiniProgramBundle } from './bundle'
import type { AppLifecycle } from './app'
import { clockGlobals, type WorldTimers } from './clock'
import type { Engine } from './engine'
import { Linker } from './linker'
import type { PageLocation } from './page-view'
import { parsePageUrl, parsePluginPath, resolvePath } from './paths'
import { Plugins } from './plugins'
import { Space, type SpaceHooks } from './space'
import { createWx, type Wx } from './wx'
import type { Phone } from './wx/phone'

export interface ProgramContext {
  readonly bundle: MiniProgramBundle
  readonly engine: Engine
  readonly backend: PhoneBackend
  readonly timers: WorldTimers
  readonly app: AppLifecycle
  /** A function because the phone's wx needs pages and pages need the program. */
  readonly phone: () => Phone
}

/** All code spaces of a mini-program: built-ins, plugins and the app. */
export class Program {
  readonly plugins: Plugins
  readonly main: Space
  private readonly builtins: Space
  private readonly wxOf = new Map<string, Wx>()
  private readonly pluginIds = new Map<object, string>()
  private readonly linker: Linker

  constructor(private readonly context: ProgramContext) {
    const { bundle, engine, backend, timers } = context
    const { packages, router } = context.phone()
    this.plugins = new Plugins(packages)
    this.linker = new Linker({
      packages,
      plugins: this.plugins,
      backend,
      pages: () => router.stack,
      failed: (error) => context.app.failed(error),
    })
    const { Date } = clockGlobals(timers, 'wxs')
    const templateGlobals = [
      (source: string, flags?: string) => new RegExp(source, flags),
      (...args: ConstructorParameters<typeof Date>) => new Date(...args),
      setAria,
    ]
    const hooks = this.hooks()
    const create = (source: MiniProgramBundle['app'], isMain: boolean) =>
      new Space(source, isMain, engine, templateGlobals, hooks)
    this.builtins = create(bundle.builtins, false)
    for (const tag of Object.keys(bundle.builtins.configs)) this.builtins.ensure(tag)
    for (const source of bundle.plugins) {
      const space = create(source, false)
      this.plugins.add(space)
      this.pluginIds.set(space.code.getComponentSpace(), source.id)
      this.useBuiltins(space)
    }
    this.main = create(bundle.app, true)
    this.useBuiltins(this.main)
    for (const { id } of bundle.plugins)
      this.main.code.importCodeSpace(id, this.plugins.aliasOf(id) ?? id, true)
  }

  wx(spaceId: string): Wx {
    const known = this.wxOf.get(spaceId)
    if (known !== undefined) return known
    const wx = createWx(this.context.phone(), spaceId, this.context.bundle.wxNames)
    this.wxOf.set(spaceId, wx)
    return wx
  }

  /** Resolves a URL relative to a page; null: the page does not exist. */
  locate(url: string, from: PageLocation | null): PageLocation | null {
    const { path, query, search } = parsePageUrl(url)
    if (parsePluginPath(path) !== null) {
      const found = this.plugins.locate(path)
      const exists = found?.space.hasModule(found.path) === true
      return exists ? { ...found, route: path, query, search } : null
    }
    const real = resolvePath(path, from?.space.isMain === true ? from.path : '')
    return this.context.phone().packages.routes.includes(real)
      ? { space: this.main, path: real, route: real, query, search }
      : null
  }

  /** Origins of the app's back end: the "request domain list" in WeChat's console. */
  requestOrigins(): ReadonlySet<string> {
    if (!this.main.hasModule('config')) return new Set()
    const base = findApiBaseUrl(this.main.require('config'))
    return new Set(base === null ? [] : [new URL(base).origin])
  }

  private hooks(): SpaceHooks {
    const { app, timers, bundle } = this.context
    return {
      globals: (space) => {
        if (space.id === bundle.builtins.id) return { host: this.hostForBuiltins() }
        return {
          wx: this.wx(space.id),
          App: (definition: Record<string, unknown>) => app.register(definition),
          getApp: () => app.instance,
          getCurrentPages: () => this.context.phone().router.stack.map((page) => page.instance),
          ...clockGlobals(timers, space.isMain ? 'app' : space.id),
        }
      },
      requirePlugin: (space, from) => (space.isMain ? this.plugins.requireFrom(from) : undefined),
      link: (space, from, tag, path) => this.linker.link(space, from, tag, path),
      globalComponents: (space) => {
        const shared = space.isMain ? (space.configs.app?.usingComponents ?? {}) : {}
        return Object.fromEntries(
          Object.entries(shared).map(([tag, path]) => [
            tag,
            path.includes('://') ? path : `/${resolvePath(path)}`,
          ]),
        )
      },
    }
  }

  private hostForBuiltins() {
    const pluginOf = (space: object) => this.pluginIds.get(space) ?? null
    return builtinHost(this.context.phone(), this.wx(''), pluginOf)
  }

  private useBuiltins(space: Space): void {
    const components = this.builtins.code.getComponentSpace()
    for (const tag of Object.keys(this.context.bundle.builtins.configs)) {
      if (!this.context.phone().isBuiltin(tag)) continue
      const component = components.getComponentByUrl(tag, '')
      space.code.getComponentSpace().setGlobalUsingComponent(tag, component)
    }
    if (space.isMain) space.code.addStyleSheet('app', space.styleUrl('app'))
  }
}

/** Called by compiled templates for `aria-*` (compile/wxml.ts). */
function setAria(
  node: { updateAttribute: (name: string, value: string) => void },
  name: string,
  value: unknown,
): void {
  node.updateAttribute(
    name === 'aria-role' ? 'role' : name,
    typeof value === 'string' ? value : value == null ? '' : JSON.stringify(value),
  )
}

/** `apiBaseUrl` in the exports of config.ts, or one level below. */
function findApiBaseUrl(exports: unknown): string | null {
  if (typeof exports !== 'object' || exports === null) return null
  const inner: readonly unknown[] = Object.values(exports)
  for (const one of [exports, ...inner])
    if (typeof one === 'object' && one !== null && 'apiBaseUrl' in one)
      if (typeof one.apiBaseUrl === 'string') return one.apiBaseUrl
  return null
}
