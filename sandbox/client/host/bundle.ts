/** The content of bundle.js (compile/bundle.ts). */
export interface MiniProgramBundle {
  readonly wxNames: { readonly functions: readonly string[]; readonly values: readonly string[] }
  readonly builtins: SpaceBundle
  readonly app: SpaceBundle
  readonly plugins: readonly SpaceBundle[]
}

export interface SpaceBundle {
  readonly id: string
  readonly configs: SpaceConfigs
  readonly styles: Readonly<Record<string, string>>
  readonly scopes: Readonly<Record<string, string>>
  /** Names of the arguments of `modules`. */
  readonly globals: readonly string[]
  readonly templates: (...globals: readonly unknown[]) => Readonly<Record<string, CompiledTemplate>>
  readonly modules: (...globals: readonly unknown[]) => Readonly<Record<string, ModuleBody>>
}

/** By file, without `.json`. `app` and `plugin` have more fields than a page or component. */
export type SpaceConfigs = Readonly<Record<string, PartConfig>> & {
  readonly app?: AppConfig
  readonly plugin?: PluginConfig
}

/** Opaque; the engine runs it. */
export type CompiledTemplate = (name: string) => unknown

export type ModuleBody = (
  require: unknown,
  module: { exports: unknown },
  exports: unknown,
  requirePlugin: unknown,
) => void

/** The JSON file of a page or component. */
export interface PartConfig extends WindowConfig {
  readonly component?: boolean
  readonly usingComponents?: Readonly<Record<string, string>>
  readonly componentPlaceholder?: Readonly<Record<string, string>>
  readonly componentGenerics?: Readonly<Record<string, unknown>>
  readonly onReachBottomDistance?: number
}

/** Values may be theme variables, `@name` (theme.json). */
export interface WindowConfig {
  readonly navigationBarTitleText?: string
  readonly navigationBarBackgroundColor?: string
  readonly navigationBarTextStyle?: string
  readonly navigationStyle?: string
  readonly backgroundColor?: string
  readonly backgroundTextStyle?: string
  readonly enablePullDownRefresh?: boolean
}

export interface AppConfig extends PartConfig {
  readonly pages: readonly string[]
  readonly subpackages?: readonly SubpackageConfig[]
  readonly subPackages?: readonly SubpackageConfig[]
  readonly plugins?: PluginDeclarations
  readonly window?: WindowConfig
  readonly tabBar?: TabBarConfig
  readonly darkmode?: boolean
  readonly style?: string
  readonly themeLocation?: string
}

export interface SubpackageConfig {
  readonly root: string
  readonly pages: readonly string[]
  readonly plugins?: PluginDeclarations
}

export type PluginDeclarations = Readonly<
  Record<string, { readonly version: string; readonly provider: string }>
>

export interface TabBarConfig {
  readonly list: readonly { readonly pagePath: string; readonly text: string }[]
  readonly color?: string
  readonly selectedColor?: string
  readonly backgroundColor?: string
}

export interface PluginConfig extends PartConfig {
  readonly provider: string
  readonly publicComponents?: Readonly<Record<string, string>>
  readonly pages?: Readonly<Record<string, string>>
  readonly main?: string
}
