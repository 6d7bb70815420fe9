import type { UploadKey } from './key'

export const SCRUBBED = '[upload key]'

/** A piece of base64 this long that also stands in the key is no chance. */
const PIECE = 16

/**
 * Takes the key out of a text that somebody else wrote: whole, on one line or many, escaped as in
 * JSON, in base64 as it may have been given, and any piece of it from 16 characters on.
 */
export function scrubber({ pem, given }: UploadKey): (text: string) => string {
  const pieces = new Set([pem, given].flatMap(piecesOf))
  return (text) => {
    const { plain, at } = base64Of(text)
    let clean = ''
    let kept = 0
    for (let from = 0; from + PIECE <= plain.length; from += 1) {
      if (!pieces.has(plain.slice(from, from + PIECE))) continue
      let to = from + PIECE
      while (pieces.has(plain.slice(to - PIECE + 1, to + 1))) to += 1
      clean += text.slice(kept, at[from]) + SCRUBBED
      kept = (at[to - 1] ?? text.length) + 1
      from = to - 1
    }
    return clean + text.slice(kept)
  }
}

function piecesOf(text: string): string[] {
  const { plain } = base64Of(text.replaceAll(/-----[^-]*-----/g, ''))
  return Array.from({ length: Math.max(0, plain.length - PIECE + 1) }, (_, from) =>
    plain.slice(from, from + PIECE),
  )
}

/** The characters of base64 in a text, and where each stands; breaks and what else is not are left out. */
function base64Of(text: string): { plain: string; at: number[] } {
  let plain = ''
  const at: number[] = []
  for (const match of text.matchAll(/\\[nr]|[A-Za-z0-9+/=]/g)) {
    if (match[0].length > 1) continue
    plain += match[0]
    at.push(match.index)
  }
  return { plain, at }
}
