/**
 * A number that WeChat sent as a number or as text: `0` or `"0"`.
 * @returns undefined for anything else; text must be a plain decimal
 * @example numberOf(' 101 ') // 101
 */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined
}

/** The same for whole numbers. Beyond 2^53 a number has lost its last digits: undefined, never a wrong one. */
export function wholeNumberOf(value: unknown): number | undefined {
  const number = numberOf(value)
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined
}
