import type { AppConfig, PluginDeclarations, SubpackageConfig, TabBarConfig } from './bundle'

/** app.json, read: which package a file belongs to, and what that package may use. */
export class Packages {
  readonly routes: readonly string[]
  readonly tabBar: TabBarConfig | null
  private readonly subpackages: readonly SubpackageConfig[]

  constructor(readonly config: AppConfig) {
    this.subpackages = config.subpackages ?? config.subPackages ?? []
    this.routes = [
      ...config.pages,
      ...this.subpackages.flatMap((one) => one.pages.map((page) => `${rootOf(one)}${page}`)),
    ]
    this.tabBar = config.tabBar ?? null
  }

  get firstPage(): string {
    const [first] = this.config.pages
    if (first === undefined) throw new Error('app.json lists no page')
    return first
  }

  isTab(route: string): boolean {
    return this.tabBar?.list.some(({ pagePath }) => pagePath === route) ?? false
  }

  /** '' for the main package. */
  packageOf(file: string): string {
    const found = this.subpackages.find((one) => file.startsWith(rootOf(one)))
    return found === undefined ? '' : rootOf(found)
  }

  /** What a file of this package may use synchronously: its own plugins and the main package's. */
  pluginsFor(file: string): PluginDeclarations {
    const own = this.subpackages.find((one) => file.startsWith(rootOf(one)))
    return { ...this.config.plugins, ...own?.plugins }
  }

  /** Every declared plugin, alias → declaration; asynchronously all of them can be reached. */
  get allPlugins(): PluginDeclarations {
    const all: Record<string, PluginDeclarations[string]> = { ...this.config.plugins }
    for (const { plugins } of this.subpackages) Object.assign(all, plugins)
    return all
  }
}

function rootOf({ root }: SubpackageConfig): string {
  return root.replace(/\/?$/, '/')
}
