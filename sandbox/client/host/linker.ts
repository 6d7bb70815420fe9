import type { PhoneBackend } from './backend'
import type { Packages } from './packages'
import type { PageView } from './page-view'
import { parsePluginPath, resolvePath } from './paths'
import type { Plugins } from './plugins'
import type { Link, Space } from './space'

export interface LinkerContext {
  readonly packages: Packages
  readonly plugins: Plugins
  readonly backend: PhoneBackend
  readonly pages: () => readonly PageView[]
  readonly failed: (error: unknown) => void
}

const READY: Link = { kind: 'ready' }

/**
 * Resolves components. A component of the same package or the main package is available immediately; one of
 * another package only asynchronously, with a `componentPlaceholder`.
 * @see framework/subpackages/async
 */
export class Linker {
  constructor(private readonly context: LinkerContext) {}

  link(space: Space, from: string, tag: string, target: string): Link {
    const component = this.find(space, from, target)
    if (component.reachable) {
      component.space.ensure(component.path)
      return READY
    }
    if (space.configs[from]?.componentPlaceholder?.[tag] === undefined)
      throw new Error(
        `${from}.json: <${tag}> is in another package: add a componentPlaceholder for it`,
      )
    return { kind: 'later', load: () => this.loadLater(component.space, component.path) }
  }

  private find(space: Space, from: string, target: string) {
    const plugin = parsePluginPath(target)
    if (plugin === null) {
      const path = resolvePath(target, from)
      const owner = this.context.packages.packageOf(path)
      const reachable =
        !space.isMain || owner === '' || owner === this.context.packages.packageOf(from)
      return { space, path, reachable }
    }
    const provider = this.context.plugins.findAnywhere(plugin.name)
    const path = plugin.isPrivate ? plugin.inner : publicComponent(provider, plugin.inner)
    return {
      space: provider,
      path,
      reachable: this.context.plugins.isDeclaredFor(from, plugin.name),
    }
  }

  private loadLater(space: Space, path: string): void {
    void Promise.resolve().then(() => {
      if (!space.isMain && this.context.plugins.failing) return // the placeholder remains
      try {
        space.ensure(path)
        for (const page of this.context.pages()) this.addSheets(page, space)
      } catch (error) {
        this.context.failed(error)
      }
    })
  }

  private addSheets(page: PageView, space: Space): void {
    const missing = space.ensuredStyles().filter((url) => !page.hasSheet(url))
    const { sheets } = this.context.backend.collectSheets(() => {
      for (const url of missing) this.context.backend.appendStyleSheetPath(url)
    })
    page.addSheets(sheets)
  }
}

function publicComponent(space: Space, alias: string): string {
  const path = space.configs.plugin?.publicComponents?.[alias]
  if (path === undefined) throw new Error(`plugin ${space.id} publishes no component "${alias}"`)
  return path
}
