/** Compares version strings number by number. @returns a negative number if `one` is older */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [numbers(one), numbers(other)]
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Whether the value has the form 2.11.2 or 8.0. Test clients may send other strings. */
export function isVersion(value: unknown): value is string {
  return typeof value === 'string' && /^\d+(\.\d+)+/.test(value)
}

function numbers(version: string): number[] {
  return version.split('.').map((part) => parseInt(part, 10) || 0)
}
