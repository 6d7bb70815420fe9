/**
 * What a description may be long, in characters. WeChat documents no limit; this much is readable
 * beside a version at mp.weixin.qq.com, and harmless in the query of the upload.
 */
export const DESCRIPTION_LIMIT = 200

export interface Commit {
  readonly subject: string
  /** Abbreviated. */
  readonly hash: string
  /** What is uploaded is not what the commit holds. */
  readonly changed: boolean
}

/**
 * The text beside the version at mp.weixin.qq.com: `--desc`, else what is uploaded by its commit.
 * @example describe(undefined, { subject: 'Add rooms', hash: 'abc1234', changed: false })
 * // 'Add rooms (abc1234)'
 */
export function describe(asked: string | undefined, commit: Commit | null): string {
  const plain = oneLine(asked ?? '')
  if (plain !== '') return cut(plain, DESCRIPTION_LIMIT)
  if (commit === null) return 'Uploaded without git'
  // the hash says what the rest only hints at, so it is never cut off
  const end = ` (${commit.hash}${commit.changed ? ', with uncommitted changes' : ''})`
  return cut(oneLine(commit.subject), DESCRIPTION_LIMIT - end.length) + end
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
}

/** By characters as a reader counts them, not by halves of them. */
function cut(text: string, limit: number): string {
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`
}
