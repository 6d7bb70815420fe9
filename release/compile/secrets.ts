const PRIVATE_KEY = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/

/** Is there a private key in it? Of pictures and the like too: what a file is called says nothing. */
export function holdsKey(content: string): boolean {
  return PRIVATE_KEY.test(content)
}

/** Is the whole file a key? A text that only quotes one begins otherwise. */
export function beginsWithKey(content: string): boolean {
  return content.replace(/^[\uFEFF\s]+/, '').search(PRIVATE_KEY) === 0
}

/** 32 hexadecimal digits under a name like appSecret: the password of the account. */
const APP_SECRET = /app_?secret["'`]?\s*[:=]\s*["'`][0-9a-f]{32}["'`]/i

/** What a line of source gives away; null for nothing. */
export function secretIn(line: string): 'private key' | 'AppSecret' | null {
  if (holdsKey(line)) return 'private key'
  return APP_SECRET.test(line) ? 'AppSecret' : null
}
