import type { Answer } from './answers'
import type { OddBody, SandboxOptions } from './options'

/** The smallest positive integer that a JavaScript number cannot represent. */
const UNSAFE_INTEGER = '9007199254740993'

/** The bytes of an answer, with the requested deviations. */
export function rawBody(answer: Answer, options: SandboxOptions): Buffer {
  let text =
    options.numbersAs === 'text'
      ? JSON.stringify(answer, (_key, value: unknown) =>
          typeof value === 'number' ? String(value) : value,
        )
      : JSON.stringify(answer)
  if (options.totalInsideRoomInfo) {
    // The sample in the old documentation: {"errcode":0,"room_info":["total":46,{…
    text = text.replace(/"total":(\d+),"room_info":\[/, '"room_info":["total":$1,')
  }
  if (options.hugeRoomId) text = text.replace(/("roomid":"?)\d+/, `$1${UNSAFE_INTEGER}`)
  if (options.imageUrls === 'escaped') text = text.replaceAll('/', '\\/')
  return options.oddBody === null ? Buffer.from(text) : corrupt(text, options.oddBody)
}

function corrupt(text: string, how: OddBody): Buffer {
  switch (how) {
    case 'control-character':
      return Buffer.from(prefixNames(text, '\u0014'))
    case 'raw-newline':
      return Buffer.from(prefixNames(text, '\n'))
    case 'bad-escape':
      return Buffer.from(prefixNames(text, '\\%'))
    case 'lone-surrogate':
      return Buffer.from(prefixNames(text, '\\ud83d'))
    case 'not-utf8':
      // The first two of the three bytes of 茶. Latin-1 keeps each byte as one character.
      return Buffer.from(
        prefixNames(Buffer.from(text).toString('latin1'), '\u00e8\u008c'),
        'latin1',
      )
    case 'bom':
      return Buffer.from(`\uFEFF${text}`)
    case 'nul-at-end':
      return Buffer.from(`${text}\0`)
  }
}

/** Inserts a text at the beginning of the name of every room and every product. */
function prefixNames(text: string, put: string): string {
  return text.replaceAll('"name":"', `"name":"${put}`)
}
