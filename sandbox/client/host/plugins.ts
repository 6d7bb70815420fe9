import type { Packages } from './packages'
import { parsePluginPath } from './paths'
import type { Space } from './space'

/** The argument of the error callback of an asynchronous load. */
export interface PluginFailure {
  readonly mod: string
  readonly errMsg: string
}

/**
 * Resolves plugins. A plugin belongs to the package that declares it: only that package can use it
 * synchronously; asynchronously every file can, and the load may fail.
 * @see framework/subpackages/async, framework/plugin/using
 */
export class Plugins {
  /** Set by tests: asynchronous loads of plugins fail. */
  failing = false
  private readonly spaces = new Map<string, Space>()

  constructor(private readonly packages: Packages) {}

  add(space: Space): void {
    this.spaces.set(space.id, space)
  }

  /** The alias of a provider in app.json. */
  aliasOf(provider: string): string | undefined {
    return Object.entries(this.packages.allPlugins).find(
      ([, one]) => one.provider === provider,
    )?.[0]
  }

  /** By alias or appid, among the plugins available to the file's package. */
  findFor(from: string, name: string): Space {
    return this.find(this.packages.pluginsFor(from), name, `it is not declared for ${from}`)
  }

  /** By alias or appid, among all declared plugins. */
  findAnywhere(name: string): Space {
    return this.find(this.packages.allPlugins, name, 'app.json does not declare it')
  }

  isDeclaredFor(from: string, name: string): boolean {
    return matching(this.packages.pluginsFor(from), name) !== undefined
  }

  /** `requirePlugin` for one module. */
  requireFrom(from: string): unknown {
    const load = (name: string) => this.load(name)
    const requirePlugin = (
      name: string,
      done?: (exports: unknown) => void,
      failed?: (failure: PluginFailure) => void,
    ) => {
      if (done === undefined && failed === undefined) return exportsOf(this.findFor(from, name))
      void load(name).then(done, failed)
      return undefined
    }
    return Object.assign(requirePlugin, { async: load })
  }

  /** The location of a `plugin://` or `plugin-private://` page; null for other paths. */
  locate(path: string): { readonly space: Space; readonly path: string } | null {
    const parsed = parsePluginPath(path)
    if (parsed === null) return null
    const space = this.findAnywhere(parsed.name)
    if (parsed.isPrivate) return { space, path: parsed.inner }
    const published = space.configs.plugin?.pages?.[parsed.inner]
    if (published === undefined)
      throw new Error(`plugin "${parsed.name}" publishes no page "${parsed.inner}"`)
    return { space, path: published }
  }

  private async load(name: string): Promise<unknown> {
    await Promise.resolve() // always asynchronous, as in WeChat
    if (this.failing) throw failure(name, 'load plugin timeout')
    try {
      return exportsOf(this.findAnywhere(name))
    } catch (error) {
      throw failure(name, error instanceof Error ? error.message : String(error))
    }
  }

  private find(declared: Packages['allPlugins'], name: string, reason: string): Space {
    const found = matching(declared, name)
    if (found === undefined) throw new Error(`plugin "${name}" cannot be used: ${reason}`)
    const space = this.spaces.get(found.provider)
    if (space === undefined)
      throw new Error(
        `plugin "${name}" cannot be used: the sandbox has no stand-in for ${found.provider}`,
      )
    return space
  }
}

function matching(declared: Packages['allPlugins'], name: string) {
  return declared[name] ?? Object.values(declared).find(({ provider }) => provider === name)
}

function exportsOf(space: Space): unknown {
  return space.require((space.configs.plugin?.main ?? 'index.js').replace(/\.[jt]s$/, ''))
}

/** WeChat's rejection has the plugin's name and `errMsg`. */
function failure(mod: string, reason: string): PluginFailure & Error {
  return Object.assign(new Error(reason), { mod, errMsg: `requirePlugin:fail ${reason}` })
}
