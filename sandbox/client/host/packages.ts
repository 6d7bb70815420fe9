import type { AppConfig, PluginDeclarations, SubpackageConfig, TabBarConfig } from './bundle'

/** The packages of app.json: which files belong to them, and which plugins they may use. */
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

  /** Plugins available synchronously: those of the file's package and of the main package. */
  pluginsFor(file: string): PluginDeclarations {
    const own = this.subpackages.find((one) => file.startsWith(rootOf(one)))
    return { ...this.config.plugins, ...own?.plugins }
  }

  /** All declared plugins by alias. Asynchronously, every file can load them. */
  get allPlugins(): PluginDeclarations {
    const all: Record<string, PluginDeclarations[string]> = { ...this.config.plugins }
    for (const { plugins } of this.subpackages) Object.assign(all, plugins)
    return all
  }
}

function rootOf({ root }: SubpackageConfig): string {
  return root.replace(/\/?$/, '/')
}
