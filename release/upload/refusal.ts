/** What was asked or set cannot work; nothing was tried. */
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

/** WeChat, or the way to it, did not take what was sent. */
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

/** Of `npm run release`, beside the ones about versions and settings. */
export const RELEASE_CODES = [
  'dirty-tree',
  'wrong-branch',
  'tag-exists',
  'no-unreleased',
  'nothing-unreleased',
  'version-in-changelog',
  'git-refused',
] as const

/** Stands in `--json`, where scripts read it: kebab-case, never renamed once released. */
export type RefusalCode =
  | (typeof SETUP_CODES)[number]
  | (typeof WECHAT_CODES)[number]
  | (typeof RELEASE_CODES)[number]
  | 'check-failed'

/** Why nothing was sent, or why WeChat did not take it, and what to do. */
export interface Refusal {
  readonly code: RefusalCode
  readonly message: string
  readonly advice: string
}

export function refusal(code: RefusalCode, message: string, advice: string): Refusal {
  return { code, message, advice }
}
