import type { AppPackage } from './project'

/** `plugin://ALIAS/…` as app.json names it, or `plugin-private://APPID/…` by its provider. */
export interface PluginAddress {
  readonly text: string
  readonly by: 'alias' | 'provider'
  readonly name: string
}

/** The addresses in a text; one whose name only a running app knows is not among them. */
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
