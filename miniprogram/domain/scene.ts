/**
 * How the shopper came in. WeChat says it as a number.
 * @see wechat-live-contract A6, scenes of getShareParams
 */
export type EnteredBy =
  'share-card' | 'subscribe-message' | 'ad' | 'code' | 'service-card' | 'moments' | 'other'

/** `getShareParams` may be asked in these twelve scenes and rejects in every other. */
const SHARE_SCENES: Readonly<Record<number, EnteredBy>> = {
  1007: 'share-card',
  1008: 'share-card',
  1014: 'subscribe-message',
  1044: 'share-card',
  1045: 'ad',
  1046: 'ad',
  1047: 'code',
  1048: 'code',
  1049: 'code',
  1073: 'service-card',
  1154: 'moments',
  1155: 'moments',
}

export function mayAskShareParams(scene: number): boolean {
  return SHARE_SCENES[scene] !== undefined
}

export function enteredBy(scene: number): EnteredBy {
  return SHARE_SCENES[scene] ?? 'other'
}
