/** Colours are `#RRGGBB`; mixing happens in plain RGB, which is enough for soft shades. */
export function mix(from: string, to: string, part: number): string {
  const [a, b] = [channels(from), channels(to)]
  const mixed = a.map((value, index) => Math.round(value + ((b[index] ?? 0) - value) * part))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** Towards a warm white: pure white looks like plastic in this light. */
export const lighter = (colour: string, part: number): string => mix(colour, '#fffaf0', part)

/** Towards a warm dark brown: pure black looks like dirt. */
export const darker = (colour: string, part: number): string => mix(colour, '#2b1a12', part)

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
}
