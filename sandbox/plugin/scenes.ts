/**
 * Entry scenes in which getShareParams is allowed.
 * @see liveplayer/component-api, getShareParams
 */
const SHARE_SCENES: ReadonlySet<number> = new Set([
  1007, 1008, 1014, 1044, 1045, 1046, 1047, 1048, 1049, 1073, 1154, 1155,
])

/** A card in a single chat, in a group chat, or with a shareTicket. */
const CARD_SCENES: ReadonlySet<number> = new Set([1007, 1008, 1044])

/** QR code or mini-program code: scanned, long-pressed or from the album. */
const CODE_SCENES: ReadonlySet<number> = new Set([1011, 1012, 1013, 1047, 1048, 1049])

/** A card in an article of an Official Account. */
const ARTICLE_SCENES: ReadonlySet<number> = new Set([1058])

export function mayAskShareParams(scene: number): boolean {
  return SHARE_SCENES.has(scene)
}

export function isShareCard(scene: number): boolean {
  return CARD_SCENES.has(scene)
}

/**
 * Whether the room's own back button works if the room is the first page. From a code it needs `type=9`,
 * from an article's card `type=10`.
 * @see liveplayer/other-abilities §1, §2
 */
export function backKeyWorks(scene: number, type: string | null): boolean {
  if (CODE_SCENES.has(scene)) return type === '9'
  if (ARTICLE_SCENES.has(scene)) return type === '10'
  return true
}
