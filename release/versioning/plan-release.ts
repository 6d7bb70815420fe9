import type { UploadSettings } from '../upload/settings'
import { UPLOAD_SETTINGS_FILE } from '../upload/settings'
import { refusal, type Refusal } from '../upload/refusal'
import { isVersion } from '../upload/version'
import { isAtLeast } from './compare-versions'
import { cutChangelog } from './changelog'

/** The state of the folder in which a release is made. */
export interface ReleaseFacts {
  readonly branch: string
  /** The output of `git status`, including untracked files. */
  readonly changes: readonly string[]
  readonly tags: readonly string[]
  readonly packageVersion: unknown
  /** The version of the last upload, if known. */
  readonly uploaded: string | null
  readonly changelog: string
  readonly settings: Pick<UploadSettings, 'releaseBranch'>
  /** As 2026-11-22. */
  readonly today: string
}

export interface Release {
  readonly version: string
  readonly tag: string
  readonly changelog: string
  readonly notes: string
}

export type PlannedRelease =
  | { readonly kind: 'ready'; readonly release: Release }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }

export const STEPS = ['major', 'minor', 'patch'] as const
type Step = (typeof STEPS)[number]

const CHANGES_SHOWN = 10

/** @param asked x.y.z, or the number to raise */
export function planRelease(asked: string, facts: ReleaseFacts): PlannedRelease {
  const refusals = treeRefusals(facts)
  const version = versionOf(asked, facts.packageVersion)
  if (version === null)
    return {
      kind: 'refused',
      refusals: [
        ...refusals,
        refusal(
          'bad-version',
          `${JSON.stringify(asked)} gives no version from ${JSON.stringify(facts.packageVersion)} in package.json.`,
          `Name it as x.y.z, or as ${STEPS.join(', ')}.`,
        ),
      ],
    }
  refusals.push(...versionRefusals(version, facts))
  const cut = cutChangelog(facts.changelog, version, facts.today)
  if (cut.kind === 'refused') refusals.push(cut.refusal)
  if (cut.kind === 'refused' || refusals.length > 0) return { kind: 'refused', refusals }
  const { text: changelog, notes } = cut
  return { kind: 'ready', release: { version, tag: `v${version}`, changelog, notes } }
}

function versionOf(asked: string, packageVersion: unknown): string | null {
  if (isVersion(asked)) return asked
  if (!isStep(asked) || typeof packageVersion !== 'string' || !isVersion(packageVersion))
    return null
  const [major = 0, minor = 0, patch = 0] = packageVersion.split('.').map(Number)
  switch (asked) {
    case 'major':
      return `${major + 1}.0.0`
    case 'minor':
      return `${major}.${minor + 1}.0`
    case 'patch':
      return `${major}.${minor}.${patch + 1}`
  }
}

function isStep(text: string): text is Step {
  return STEPS.some((step) => step === text)
}

function treeRefusals({ branch, changes, settings }: ReleaseFacts): Refusal[] {
  const refusals: Refusal[] = []
  if (changes.length > 0) {
    const shown = changes.slice(0, CHANGES_SHOWN).join('\n  ')
    const more = changes.length - CHANGES_SHOWN
    refusals.push(
      refusal(
        'dirty-tree',
        `There are uncommitted changes:\n  ${shown}${more > 0 ? `\n  … and ${more} more` : ''}`,
        'Commit or stash them: a release contains only what its tag contains.',
      ),
    )
  }
  if (branch !== settings.releaseBranch)
    refusals.push(
      refusal(
        'wrong-branch',
        `${branch === '' ? 'No branch is checked out' : `The branch is ${branch}`}; releases are made ` +
          `on ${settings.releaseBranch}.`,
        `git switch ${settings.releaseBranch}, or change releaseBranch in ${UPLOAD_SETTINGS_FILE}.`,
      ),
    )
  return refusals
}

function versionRefusals(version: string, facts: ReleaseFacts): Refusal[] {
  const { packageVersion, uploaded, tags } = facts
  const refusals: Refusal[] = []
  const notAbove = (other: string, where: string) =>
    refusals.push(
      refusal(
        'version-not-above',
        `${version} is not above ${other}, ${where}.`,
        'Name a higher version.',
      ),
    )
  // the version of package.json itself may be released if it has no tag yet
  if (typeof packageVersion === 'string' && isVersion(packageVersion)) {
    const released = tags.includes(`v${packageVersion}`)
    if (version === packageVersion ? released : isAtLeast(packageVersion, version))
      notAbove(packageVersion, 'the version of package.json')
  }
  if (uploaded !== null && isVersion(uploaded) && isAtLeast(uploaded, version))
    notAbove(uploaded, 'which has been uploaded')
  if (tags.includes(`v${version}`))
    refusals.push(
      refusal('tag-exists', `The tag v${version} already exists.`, 'Name a higher version.'),
    )
  return refusals
}
