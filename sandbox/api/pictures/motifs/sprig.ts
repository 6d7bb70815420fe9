import { darker, lighter } from '../colour'
import { line, path } from '../pen'

const LEAF = 'M0 0C-16-14-20-44 0-66C20-44 16-14 0 0Z'

/** A stem with leaves that grows up from (0, 0), about 180 high with five pairs of leaves. */
export function sprig(tone: string, leaves: number, bend = 12): string {
  const height = 34 * leaves
  const parts = [
    line(
      `M0 0C${bend}-${height * 0.4} ${-bend}-${height * 0.7} 0-${height}`,
      darker(tone, 0.15),
      4,
    ),
  ]
  for (let index = 0; index < leaves; index += 1) {
    const y = -16 - index * 32
    const size = 0.95 - index * 0.08
    const left = index % 2 === 0 ? tone : lighter(tone, 0.14)
    const right = index % 2 === 0 ? lighter(tone, 0.1) : darker(tone, 0.08)
    parts.push(
      path(LEAF, left, `transform="translate(0 ${y}) rotate(-58) scale(${size})"`),
      path(LEAF, right, `transform="translate(0 ${y - 10}) rotate(52) scale(${size})"`),
    )
  }
  parts.push(path(LEAF, lighter(tone, 0.08), `transform="translate(0 ${-height + 8}) scale(0.7)"`))
  return parts.join('')
}

/** One leaf that points up, 66 high. */
export function leaf(fill: string, place: string): string {
  return path(LEAF, fill, `transform="${place}"`)
}
