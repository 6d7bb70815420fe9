import type { ApiUse } from '../types/type-facts'
import { isAtLeast } from '../versioning/compare-versions'
import type { Rule } from './rule'

/**
 * Uses of an API that is newer than the oldest supported base library, without a condition around
 * them that guarantees it. A call throws on such phones; an option or field is silently ignored.
 * The recognised conditions: `types/conditions.ts` and `types/enclosing-conditions.ts`. What is not
 * seen: `types/api-uses.ts`.
 */
export const apiLevel: Rule = {
  name: 'api-level',
  check: ({ types: { uses }, settings: { baseLibrary } }) => {
    if (baseLibrary === null) return []
    return uses
      .filter(
        ({ since, guaranteed: assured }) =>
          ![baseLibrary, assured].some((have) => reaches(have, since)),
      )
      .map(({ file, line, name, since }) => ({
        file,
        line,
        message:
          `${name} needs base library ${since}, but the app supports ${baseLibrary}: ` +
          `older phones lack it. ${remedy(name, since)}`,
      }))
  },
}

function reaches(have: string | null, since: string): boolean {
  return have !== null && isAtLeast(have, since)
}

function remedy(name: ApiUse['name'], since: string): string {
  const ask = name.startsWith('wx.')
    ? `wx.canIUse('${name.slice('wx.'.length)}')`
    : `hasBaseLibrary('${since}')`
  return `Check ${ask} first, or raise "baseLibrary" in release/check.json.`
}
