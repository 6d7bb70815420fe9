/**
 * How far our clock is ahead of WeChat's, from the Date header of an answer. The header has whole
 * seconds and was written while we waited; a difference within that uncertainty counts as none.
 * @returns undefined if the header is missing or invalid; negative if our clock is behind
 */
export function skewOf(
  date: string | readonly string[] | undefined,
  askedAtMs: number,
  answeredAtMs: number,
): number | undefined {
  const theirMs = typeof date === 'string' ? Date.parse(date) : NaN
  // Our clock was changed while we waited, so the result is unknown.
  if (Number.isNaN(theirMs) || answeredAtMs < askedAtMs) return undefined
  if (theirMs > answeredAtMs) return answeredAtMs - theirMs
  const aheadMs = askedAtMs - (theirMs + 999)
  return aheadMs > 0 ? aheadMs : 0
}
