import { isAtLeast, newerOf } from '../versioning/compare-versions'
import { refusal, type Refusal, type RefusalCode } from './refusal'

const SHAPE = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/

export interface VersionSources {
  /** `--version` */
  readonly asked: string | undefined
  /** All tags at HEAD. */
  readonly tags: readonly string[]
  /** "version" of package.json. */
  readonly packaged: unknown
}

export interface KnownUpload {
  readonly version: string
  readonly where: string
}

export type ChosenVersion =
  | { readonly kind: 'chosen'; readonly version: string; readonly from: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/**
 * Chooses --version, else the highest tag vX.Y.Z at HEAD, else the version of package.json. It must
 * be above the last uploaded version.
 */
export function chooseVersion(sources: VersionSources, last: KnownUpload | null): ChosenVersion {
  const found = findVersion(sources)
  if (found === null)
    return refused(
      'no-version',
      'No version is known: no tag vX.Y.Z at HEAD, and package.json has none of the form x.y.z.',
      'Make a release (npm run release), or name the version: --version x.y.z.',
    )
  if (!isVersion(found.version))
    return refused(
      'bad-version',
      `${found.from} has ${JSON.stringify(found.version)}, which is no version.`,
      'A version is three numbers: 1.4.0.',
    )
  if (last !== null && isVersion(last.version) && isAtLeast(last.version, found.version))
    return refused(
      'version-not-above',
      `${found.from} has ${found.version}, but ${last.version} has been uploaded (${last.where}).`,
      'Make the next release (npm run release), or name a higher version: --version x.y.z. ' +
        `If ${last.where} is wrong, delete it.`,
    )
  return { kind: 'chosen', ...found }
}

export function isVersion(text: string): boolean {
  return SHAPE.test(text)
}

function findVersion({ asked, tags, packaged }: VersionSources) {
  if (asked !== undefined) return { version: asked, from: '--version' }
  const tagged = tags
    .flatMap((tag) => (tag.startsWith('v') ? [tag.slice(1)] : []))
    .filter(isVersion)
  const [first, ...others] = tagged
  if (first !== undefined) {
    const newest = others.reduce(newerOf, first)
    return { version: newest, from: `the tag v${newest}` }
  }
  if (typeof packaged === 'string' && packaged !== '')
    return { version: packaged, from: 'package.json' }
  return null
}

function refused(code: RefusalCode, message: string, advice: string): ChosenVersion {
  return { kind: 'refused', refusal: refusal(code, message, advice) }
}
