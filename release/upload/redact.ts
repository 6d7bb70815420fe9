import type { UploadKey } from './key'

export const REDACTED = '[upload key]'

/** A base64 text of this length that also occurs in the key is no coincidence. */
const PIECE_LENGTH = 16

/**
 * Removes the key from a text of unknown origin: whole, on one or several lines, escaped as in
 * JSON, in base64, and any part of 16 or more characters.
 */
export function createRedactor({ pem, given }: UploadKey): (text: string) => string {
  const pieces = new Set([pem, given].flatMap(piecesOf))
  return (text) => {
    const { plain, at } = base64Characters(text)
    let clean = ''
    let kept = 0
    for (let from = 0; from + PIECE_LENGTH <= plain.length; from += 1) {
      if (!pieces.has(plain.slice(from, from + PIECE_LENGTH))) continue
      let to = from + PIECE_LENGTH
      while (pieces.has(plain.slice(to - PIECE_LENGTH + 1, to + 1))) to += 1
      clean += text.slice(kept, at[from]) + REDACTED
      kept = (at[to - 1] ?? text.length) + 1
      from = to - 1
    }
    return clean + text.slice(kept)
  }
}

function piecesOf(text: string): string[] {
  const { plain } = base64Characters(text.replaceAll(/-----[^-]*-----/g, ''))
  return Array.from({ length: Math.max(0, plain.length - PIECE_LENGTH + 1) }, (_, from) =>
    plain.slice(from, from + PIECE_LENGTH),
  )
}

/**
 * The base64 characters of a text and their positions, without line breaks and other characters.
 */
function base64Characters(text: string): { plain: string; at: number[] } {
  let plain = ''
  const at: number[] = []
  for (const match of text.matchAll(/\\[nr]|[A-Za-z0-9+/=]/g)) {
    if (match[0].length > 1) continue
    plain += match[0]
    at.push(match.index)
  }
  return { plain, at }
}
