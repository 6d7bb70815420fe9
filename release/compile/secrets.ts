const PRIVATE_KEY = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/

/**
 * Whether the content includes a private key. Applied to files of all kinds, whatever their name.
 */
export function holdsKey(content: string): boolean {
  return PRIVATE_KEY.test(content)
}

/** Whether the file starts with a key. A text that only quotes a key does not. */
export function beginsWithKey(content: string): boolean {
  return content.replace(/^[\uFEFF\s]+/, '').search(PRIVATE_KEY) === 0
}

/** 32 hexadecimal digits under a name like appSecret: the account's AppSecret. */
const APP_SECRET = /app_?secret["'`]?\s*[:=]\s*["'`][0-9a-f]{32}["'`]/i

/** The kind of secret in a line of source; null if there is none. */
export function secretIn(line: string): 'private key' | 'AppSecret' | null {
  if (holdsKey(line)) return 'private key'
  return APP_SECRET.test(line) ? 'AppSecret' : null
}
