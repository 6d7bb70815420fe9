/** Compares versions x.y.z by number: 1.10.0 is newer than 1.9.9. */
export function isAtLeast(version: string, oldest: string): boolean {
  const parts = version.split('.').map(Number)
  const wanted = oldest.split('.').map(Number)
  const index = wanted.findIndex((part, place) => part !== (parts[place] ?? 0))
  return index === -1 || (parts[index] ?? 0) > (wanted[index] ?? 0)
}

export function newerOf(a: string, b: string): string {
  return isAtLeast(a, b) ? a : b
}
