import { isUtf8 } from 'node:buffer'

/** What a body held that JSON does not allow. Few values: they are labels of a metric. */
export type Mend =
  /** A byte order mark. */
  | 'bom'
  /** A raw character U+0000 to U+001F. White space between two values is allowed and not meant. */
  | 'control-character'
  /** A backslash before a character that JSON does not escape, such as `\%` or `\x41`. */
  | 'escape'
  /** Bytes that are no UTF-8. */
  | 'utf8'

export type Mends = ReadonlyMap<Mend, number>

export type ReadJson =
  | { readonly kind: 'read'; readonly value: unknown; readonly mends: Mends }
  | { readonly kind: 'not-json' }

const NONE: Mends = new Map()

/**
 * Reads JSON as JSON.parse does. Where JSON.parse refuses the body for single characters that people
 * paste into names, those characters are left out and counted:
 * - a control character or a byte that is no UTF-8, in a string: left out;
 * - a byte order mark or a control character between values, such as NUL at the end: read as a space;
 * - a backslash that begins no escape of JSON: left out, the character after it stays.
 *
 * The result is read by JSON.parse, and no bracket, quote or comma is ever added or taken away: a list
 * that is cut off, two answers in one body and the page of a proxy stay unreadable.
 *
 * @example readJson(Buffer.from('{"name":"a\u0014b"}'))
 * // { kind: 'read', value: { name: 'ab' }, mends: new Map([['control-character', 1]]) }
 */
export function readJson(bytes: Buffer): ReadJson {
  const text = bytes.toString('utf8')
  const isClean = isUtf8(bytes)
  if (isClean) {
    const read = parse(text, NONE)
    if (read.kind === 'read') return read
  }
  const mends = new Map<Mend, number>()
  const note = (mend: Mend): void => void mends.set(mend, (mends.get(mend) ?? 0) + 1)
  const mended = withoutBadEscapes(withoutStrayCharacters(text, isClean, note), note)
  return parse(mended, mends)
}

function parse(text: string, mends: Mends): ReadJson {
  try {
    return { kind: 'read', value: JSON.parse(text), mends }
  } catch {
    return { kind: 'not-json' }
  }
}

const QUOTE = '"'
const BACKSLASH = '\\'
const BOM = '\uFEFF'
/** What the decoder puts in the place of bytes that are no UTF-8. */
const REPLACEMENT = '\uFFFD'
const WHITE_SPACE = '\t\n\r'

function withoutStrayCharacters(
  text: string,
  isClean: boolean,
  note: (mend: Mend) => void,
): string {
  const strayOf = (character: string, isInString: boolean): Mend | undefined => {
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
      note(stray)
      // Between two values a space: `1<NUL>2` must not become 12.
      result += text.slice(copied, at) + (isInString ? '' : ' ')
      copied = at + 1
    } else if (isEscaped) isEscaped = false
    else if (character === QUOTE) isInString = !isInString
    else isEscaped = isInString && character === BACKSLASH
  }
  return result + text.slice(copied)
}

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

function withoutBadEscapes(text: string, note: (mend: Mend) => void): string {
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
      note('escape')
      result += text.slice(copied, at)
      copied = at + 1
    } else at += escape.length - 1
  }
  return result + text.slice(copied)
}
