/**
 * Parses a number that WeChat sent as number or text: `0` or `"0"`.
 * @returns undefined for anything else; text must be a plain decimal
 * @example parseNumber(' 101 ') // 101
 */
export function parseNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined
}

/** The same for whole numbers. Above 2^53 the last digits are lost, so the result is undefined. */
export function parseWholeNumber(value: unknown): number | undefined {
  const number = parseNumber(value)
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined
}
