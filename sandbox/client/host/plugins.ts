import type { Packages } from './packages'
import { parsePluginPath } from './paths'
import type { Space } from './space'

/** What WeChat hands to the error callback of an asynchronous load. */
export interface PluginFailure {
  readonly mod: string
  readonly errMsg: string
}

/**
 * Which file may use which plugin. A plugin belongs to the package that declares it: synchronously
 * only that package reaches it, asynchronously every file does, and the load may fail.
 * @see framework/subpackages/async, framework/plugin/using
 */
export class Plugins {
  /** Steered by tests: the network between the phone and WeChat's plugin server is gone. */
  failing = false
  private readonly spaces = new Map<string, Space>()

  constructor(private readonly packages: Packages) {}

  add(space: Space): void {
    this.spaces.set(space.id, space)
  }

  /** The alias under which app.json declares a provider. */
  aliasOf(provider: string): string | undefined {
    return Object.entries(this.packages.allPlugins).find(
      ([, one]) => one.provider === provider,
    )?.[0]
  }

  /** By alias or appid, among what a file's package declares. */
  findFor(from: string, name: string): Space {
    return this.find(this.packages.pluginsFor(from), name, `it is not declared for ${from}`)
  }

  /** By alias or appid, whoever declares it. */
  findAnywhere(name: string): Space {
    return this.find(this.packages.allPlugins, name, 'app.json does not declare it')
  }

  isDeclaredFor(from: string, name: string): boolean {
    return matching(this.packages.pluginsFor(from), name) !== undefined
  }

  /** `requirePlugin` as one module sees it. */
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

  /** Where a `plugin://` or `plugin-private://` page lies, null for other paths. */
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
    await Promise.resolve() // never at once, as in WeChat
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
        `plugin "${name}" cannot be used: the sandbox has no stand-in of ${found.provider}`,
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

/** Rejected as WeChat rejects: an object with the plugin's name, no Error. */
function failure(mod: string, reason: string): PluginFailure & Error {
  return Object.assign(new Error(reason), { mod, errMsg: `requirePlugin:fail ${reason}` })
}
