import { refusal, type Refusal, type RefusalCode } from '../upload/refusal'

export const CHANGELOG_FILE = 'CHANGELOG.md'

export type CutChangelog =
  | {
      readonly kind: 'cut'
      readonly text: string
      /** The entries of the version. */
      readonly notes: string
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

const UNRELEASED = /^## \[?unreleased\]?[ \t]*$/im
const LINK = /^\[unreleased\]: (\S+)\/compare\/(\S+?)\.\.\.HEAD[ \t]*$/im

/**
 * Moves the entries under [Unreleased] to a version and leaves an empty [Unreleased] above it.
 * @param date as 2026-11-22
 * @see keepachangelog.com/en/1.1.0
 */
export function cutChangelog(given: string, version: string, date: string): CutChangelog {
  const text = given.replaceAll('\r\n', '\n')
  const heading = UNRELEASED.exec(text)
  if (!heading)
    return refused(
      'no-unreleased',
      `${CHANGELOG_FILE} has no heading "## [Unreleased]".`,
      'Add it above the newest version, with the changes that users notice.',
    )
  if (text.includes(`\n## [${version}]`))
    return refused(
      'version-in-changelog',
      `${CHANGELOG_FILE} already has a heading for ${version}.`,
      'Name a higher version.',
    )
  const from = heading.index + heading[0].length
  const rest = text.slice(from)
  const end = /^(?:## |\[[^\]]+\]: )/m.exec(rest)?.index ?? rest.length
  const notes = rest.slice(0, end).trim()
  if (!/^[-*] /m.test(notes))
    return refused(
      'nothing-unreleased',
      `${CHANGELOG_FILE} has no entry under [Unreleased].`,
      'Add the changes that users notice. Without such changes, no release is needed.',
    )
  const after = rest.slice(end)
  const cut = `${text.slice(0, from)}\n\n## [${version}] - ${date}\n\n${notes}\n${after === '' ? '' : `\n${after}`}`
  const linked = cut.replace(
    LINK,
    (_line, base: string, previous: string) =>
      `[unreleased]: ${base}/compare/v${version}...HEAD\n` +
      `[${version}]: ${base}/compare/${previous}...v${version}`,
  )
  return {
    kind: 'cut',
    text: given.includes('\r\n') ? linked.replaceAll('\n', '\r\n') : linked,
    notes,
  }
}

function refused(code: RefusalCode, message: string, advice: string): CutChangelog {
  return { kind: 'refused', refusal: refusal(code, message, advice) }
}
