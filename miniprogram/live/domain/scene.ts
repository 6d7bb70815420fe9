/**
 * WeChat's scene numbers, grouped into the entry types that the app distinguishes.
 * @see wechat-live-contract A6, A10; reference/scene-list
 */
const ENTRY_SCENES = {
  'group-card': [1008, 1044],
  'share-card': [1007],
  'subscribe-message': [1014, 1107],
  ad: [1045, 1046],
  code: [1011, 1012, 1013, 1047, 1048, 1049],
  'service-card': [1073],
  /** A card in an article; it leads into a room with `type=10`. */
  article: [1058],
  /** A Channels broadcast, or a card shared from one. */
  channels: [1175, 1176, 1177, 1184, 1191, 1193, 1195, 1208],
  /** Single-page mode of Moments: no login, and no navigation. */
  'moments-preview': [1154],
  moments: [1155],
  /** The shopper returns through the small window. No new attribution. */
  'small-window': [1131, 1187],
  /** The shopper returns from the list of recent apps or another mini-program. No new attribution. */
  return: [1001, 1019, 1022, 1038, 1056, 1089, 1090, 1103, 1104],
  other: [] as number[],
} as const

export type EntryType = keyof typeof ENTRY_SCENES

const ENTRY_TYPES = Object.keys(ENTRY_SCENES) as EntryType[]

export function isEntryType(word: unknown): word is EntryType {
  return ENTRY_TYPES.some((type) => type === word)
}

/** @param shareTicket present only on a card in a group */
export function entryTypeOf(scene: number, shareTicket?: string | null): EntryType {
  if (typeof shareTicket === 'string') return 'group-card'
  return ENTRY_TYPES.find((type) => ENTRY_SCENES[type].some((one) => one === scene)) ?? 'other'
}
