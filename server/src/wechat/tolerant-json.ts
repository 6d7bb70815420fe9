import { isUtf8 } from 'node:buffer'

/** Kinds of characters that JSON does not allow. Few values, because they are metric labels. */
export type JsonRepair =
  /** A byte order mark. */
  | 'bom'
  /** A raw character U+0000 to U+001F, except white space between values. */
  | 'control-character'
  /** A backslash before a character that JSON does not escape, such as `\%` or `\x41`. */
  | 'escape'
  /** Bytes that are not UTF-8. */
  | 'utf8'

export type JsonRepairs = ReadonlyMap<JsonRepair, number>

export type ReadJson =
  | { readonly kind: 'read'; readonly value: unknown; readonly repairs: JsonRepairs }
  | { readonly kind: 'not-json' }

const NONE: JsonRepairs = new Map()

/**
 * Parses JSON. If JSON.parse rejects the body because of characters pasted into names, these
 * characters are removed and counted:
 * - a control character or a byte that is not UTF-8, in a string: removed;
 * - a byte order mark or a control character between values, such as NUL at the end: read as a
 *   space;
 * - a backslash that begins no JSON escape: removed, the next character stays.
 *
 * Brackets, quotes and commas are never added or removed: a truncated list, two answers in one body
 * and the page of a proxy stay unreadable.
 * @example readJson(Buffer.from('{"name":"a\u0014b"}'))
 * // { kind: 'read', value: { name: 'ab' }, repairs: new Map([['control-character', 1]]) }
 */
export function readJson(bytes: Buffer): ReadJson {
  const text = bytes.toString('utf8')
  const isClean = isUtf8(bytes)
  if (isClean) {
    const read = parse(text, NONE)
    if (read.kind === 'read') return read
  }
  const repairs = new Map<JsonRepair, number>()
  const count = (repair: JsonRepair): void =>
    void repairs.set(repair, (repairs.get(repair) ?? 0) + 1)
  const repaired = withoutBadEscapes(withoutStrayCharacters(text, isClean, count), count)
  return parse(repaired, repairs)
}

function parse(text: string, repairs: JsonRepairs): ReadJson {
  try {
    return { kind: 'read', value: JSON.parse(text), repairs }
  } catch {
    return { kind: 'not-json' }
  }
}

const QUOTE = '"'
const BACKSLASH = '\\'
const BOM = '\uFEFF'
/** The decoder's replacement for bytes that are not UTF-8. */
const REPLACEMENT = '\uFFFD'
const WHITE_SPACE = '\t\n\r'

function withoutStrayCharacters(
  text: string,
  isClean: boolean,
  count: (repair: JsonRepair) => void,
): string {
  const strayOf = (character: string, isInString: boolean): JsonRepair | undefined => {
    if (character < ' ')
      return isInString || !WHITE_SPACE.includes(character) ? 'control-character' : undefined
    if (character === BOM && !isInString) return 'bom'
    return character === REPLACEMENT && isInString && !isClean ? 'utf8' : undefined
  }
  let result = ''
  let copied = 0
  let isInString = false
  let isEscaped = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    const stray = strayOf(character, isInString)
    if (stray !== undefined) {
      count(stray)
      // Between two values a space is inserted: `1<NUL>2` must not become 12.
      result += text.slice(copied, at) + (isInString ? '' : ' ')
      copied = at + 1
    } else if (isEscaped) isEscaped = false
    else if (character === QUOTE) isInString = !isInString
    else isEscaped = isInString && character === BACKSLASH
  }
  return result + text.slice(copied)
}

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

function withoutBadEscapes(text: string, count: (repair: JsonRepair) => void): string {
  let result = ''
  let copied = 0
  let isInString = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === QUOTE) isInString = !isInString
    if (character !== BACKSLASH || !isInString) continue
    ESCAPE.lastIndex = at
    const escape = ESCAPE.exec(text)?.[0]
    if (escape === undefined) {
      count('escape')
      result += text.slice(copied, at)
      copied = at + 1
    } else at += escape.length - 1
  }
  return result + text.slice(copied)
}
