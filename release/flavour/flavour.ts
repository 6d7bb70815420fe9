/**
 * Two builds of one source. `plugin` is the source as it stands, with WeChat's live plugin;
 * `channels` does without and shows Channels live (视频号直播) alone, for accounts that get no plugin.
 */
export const FLAVOURS = ['plugin', 'channels'] as const

export type Flavour = (typeof FLAVOURS)[number]

export const DEFAULT_FLAVOUR: Flavour = 'plugin'

export function isFlavour(value: unknown): value is Flavour {
  return FLAVOURS.some((flavour) => flavour === value)
}
