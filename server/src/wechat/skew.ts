/**
 * How far our clock is ahead of WeChat's, by the Date header of an answer. The header has whole seconds
 * and was written at some moment while we waited: what these two can explain is no difference.
 * @returns undefined when the header is missing or is no date; negative when we are behind
 */
export function skewOf(
  date: string | readonly string[] | undefined,
  askedAtMs: number,
  answeredAtMs: number,
): number | undefined {
  const theirMs = typeof date === 'string' ? Date.parse(date) : NaN
  // Our clock was set while we waited: it says nothing about theirs.
  if (Number.isNaN(theirMs) || answeredAtMs < askedAtMs) return undefined
  if (theirMs > answeredAtMs) return answeredAtMs - theirMs
  const aheadMs = askedAtMs - (theirMs + 999)
  return aheadMs > 0 ? aheadMs : 0
}
