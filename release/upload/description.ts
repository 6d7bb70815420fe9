/**
 * Maximum length of a description in characters. WeChat documents no limit. This length is readable
 * at mp.weixin.qq.com and short enough for the query of the upload.
 */
export const DESCRIPTION_LIMIT = 200

export interface Commit {
  readonly subject: string
  /** The abbreviated hash. */
  readonly hash: string
  /** The working tree has changes that the commit does not contain. */
  readonly changed: boolean
}

/**
 * The text beside the version at mp.weixin.qq.com: `--desc`, else the subject and hash of the
 * commit.
 * @example describe(undefined, { subject: 'Add rooms', hash: 'abc1234', changed: false })
 * // 'Add rooms (abc1234)'
 */
export function describe(asked: string | undefined, commit: Commit | null): string {
  const plain = oneLine(asked ?? '')
  if (plain !== '') return cut(plain, DESCRIPTION_LIMIT)
  if (commit === null) return 'Uploaded without git'
  // the hash identifies the commit, so it is never cut off
  const end = ` (${commit.hash}${commit.changed ? ', with uncommitted changes' : ''})`
  return cut(oneLine(commit.subject), DESCRIPTION_LIMIT - end.length) + end
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
}

/** Counts graphemes, so that no character is cut in half. */
function cut(text: string, limit: number): string {
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`
}
