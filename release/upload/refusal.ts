/** Wrong options or settings; nothing was tried. */
export const SETUP_CODES = [
  'no-project',
  'bad-settings',
  'no-key',
  'junk-key',
  'two-keys',
  'tourist-appid',
  'bad-appid',
  'bad-robot',
  'no-robot',
  'no-version',
  'bad-version',
  'version-not-above',
  'bad-page',
  'bad-flavour',
] as const

/** WeChat or the network refused the upload. */
export const WECHAT_CODES = [
  'ip-not-listed',
  'live-plugin-not-permitted',
  'plugin-not-added',
  'plugin-too-old',
  'plugin-version-unknown',
  'script-refused',
  'package-too-large',
  'file-not-found',
  'app-json-refused',
  'location-not-granted',
  'base-library-too-old',
  'wrong-key',
  'wrong-appid',
  'certificate-not-trusted',
  'no-network',
  'connection-lost',
  'answer-unreadable',
  'no-qrcode',
  'plugin-differs',
  'time-limit',
  'crashed',
  'refused',
] as const

/** Codes of `npm run release`, in addition to those about versions and settings. */
export const RELEASE_CODES = [
  'dirty-tree',
  'wrong-branch',
  'tag-exists',
  'no-unreleased',
  'nothing-unreleased',
  'version-in-changelog',
  'git-refused',
] as const

/** The code in `--json` for scripts: kebab-case, never renamed after a release. */
export type RefusalCode =
  | (typeof SETUP_CODES)[number]
  | (typeof WECHAT_CODES)[number]
  | (typeof RELEASE_CODES)[number]
  | 'check-failed'

/** The reason why nothing was sent or why WeChat refused it, and the remedy. */
export interface Refusal {
  readonly code: RefusalCode
  readonly message: string
  readonly advice: string
}

export function refusal(code: RefusalCode, message: string, advice: string): Refusal {
  return { code, message, advice }
}
