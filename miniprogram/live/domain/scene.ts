/**
 * How the shopper came in. WeChat says it as a number; these are the ways the app tells apart.
 * @see wechat-live-contract A6, A10; reference/scene-list
 */
const ENTRY_SCENES = {
  'group-card': [1008, 1044],
  'share-card': [1007],
  'subscribe-message': [1014, 1107],
  ad: [1045, 1046],
  code: [1011, 1012, 1013, 1047, 1048, 1049],
  'service-card': [1073],
  /** An article's card, which leads into a room with `type=10`. */
  article: [1058],
  /** A Channels broadcast, or a card shared out of one. */
  channels: [1175, 1176, 1177, 1184, 1191, 1193, 1195, 1208],
  /** Moments' single page: nothing is logged in there, and no page leads to another. */
  'moments-preview': [1154],
  moments: [1155],
  /** The shopper's own way back: the small window, … */
  'small-window': [1131, 1187],
  /** … the list of recent apps, another mini-program. Neither of the two names anything new. */
  return: [1001, 1019, 1022, 1038, 1056, 1089, 1090, 1103, 1104],
  other: [] as number[],
} as const

export type EntryType = keyof typeof ENTRY_SCENES

const ENTRY_TYPES = Object.keys(ENTRY_SCENES) as EntryType[]

export function isEntryType(word: unknown): word is EntryType {
  return ENTRY_TYPES.some((way) => way === word)
}

/** @param shareTicket only a card in a group has one. */
export function entryTypeOf(scene: number, shareTicket?: string | null): EntryType {
  if (typeof shareTicket === 'string') return 'group-card'
  return ENTRY_TYPES.find((way) => ENTRY_SCENES[way].some((one) => one === scene)) ?? 'other'
}
