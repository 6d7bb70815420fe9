import type { AppPackage } from './project'

/** `plugin://ALIAS/…` by the alias in app.json, or `plugin-private://APPID/…` by the provider. */
export interface PluginAddress {
  readonly text: string
  readonly by: 'alias' | 'provider'
  readonly name: string
}

/** The addresses in a text, without those whose name is only known at run time. */
export function pluginAddresses(text: string): PluginAddress[] {
  return [...text.matchAll(/\bplugin(-private)?:\/\/([\w-]+)[\w\-/.]*/g)].map(
    ([whole, isPrivate, name = '']) => ({
      text: whole,
      by: isPrivate === undefined ? 'alias' : 'provider',
      name,
    }),
  )
}

export function declares({ plugins }: AppPackage, { by, name }: PluginAddress): boolean {
  return plugins.some((plugin) => plugin[by] === name)
}
