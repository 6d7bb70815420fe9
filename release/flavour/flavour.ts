/**
 * Two builds of one source. `plugin` is the unchanged source, with WeChat's live plugin. `channels`
 * has no plugin and shows only Channels live (视频号直播), for accounts without the plugin's permission.
 */
export const FLAVOURS = ['plugin', 'channels'] as const

export type Flavour = (typeof FLAVOURS)[number]

export const DEFAULT_FLAVOUR: Flavour = 'plugin'

export function isFlavour(value: unknown): value is Flavour {
  return FLAVOURS.some((flavour) => flavour === value)
}
