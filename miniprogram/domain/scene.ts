/**
 * How the shopper came in. WeChat says it as a number; these are the ways the app tells apart.
 * @see wechat-live-contract A6, scenes of getShareParams; reference/scene-list
 */
const ENTERED_BY = [
  'group-card',
  'share-card',
  'subscribe-message',
  'ad',
  'code',
  'service-card',
  /** An article's card, which leads into a room with `type=10`. */
  'article',
  /** Moments' single page: nothing is logged in there, and no page leads to another. */
  'moments-preview',
  'moments',
  /** The shopper's own way back: the small window, … */
  'small-window',
  /** … the list of recent apps, another mini-program. Neither of the two names anything new. */
  'return',
  'other',
] as const

export type EnteredBy = (typeof ENTERED_BY)[number]

export function isEnteredBy(word: unknown): word is EnteredBy {
  return ENTERED_BY.some((one) => one === word)
}

type Way = readonly [by: EnteredBy, asks?: 'share params']

/** `getShareParams` may be asked in twelve scenes and rejects in every other. */
const WAYS: Readonly<Record<number, Way>> = {
  1001: ['return'],
  1007: ['share-card', 'share params'],
  1008: ['group-card', 'share params'],
  1011: ['code'],
  1012: ['code'],
  1013: ['code'],
  1014: ['subscribe-message', 'share params'],
  1019: ['return'],
  1022: ['return'],
  1038: ['return'],
  1044: ['group-card', 'share params'],
  1045: ['ad', 'share params'],
  1046: ['ad', 'share params'],
  1047: ['code', 'share params'],
  1048: ['code', 'share params'],
  1049: ['code', 'share params'],
  1056: ['return'],
  1058: ['article'],
  1073: ['service-card', 'share params'],
  1089: ['return'],
  1090: ['return'],
  1103: ['return'],
  1104: ['return'],
  1107: ['subscribe-message'],
  1131: ['small-window'],
  1154: ['moments-preview', 'share params'],
  1155: ['moments', 'share params'],
  1187: ['small-window'],
}

export function mayAskShareParams(scene: number): boolean {
  return WAYS[scene]?.[1] !== undefined
}

/** @param shareTicket only a card in a group has one. */
export function enteredBy(scene: number, shareTicket?: string): EnteredBy {
  return shareTicket === undefined ? (WAYS[scene]?.[0] ?? 'other') : 'group-card'
}
