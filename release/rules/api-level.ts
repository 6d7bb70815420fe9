import type { ApiUse } from '../types/facts'
import { isAtLeast } from '../version'
import type { Rule } from './rule'

/**
 * What a base library brought that is newer than the oldest one the app is to run on, and no
 * condition around it makes sure that it is there. A call throws on those phones; an option or a
 * field is ignored without a word. What counts as a condition: `types/conditions.ts` and
 * `types/surroundings.ts`; what is not seen: `types/api-uses.ts`.
 */
export const apiLevel: Rule = {
  name: 'api-level',
  check: ({ types: { uses }, settings: { baseLibrary } }) => {
    if (baseLibrary === null) return []
    return uses
      .filter(({ since, assured }) => ![baseLibrary, assured].some((have) => reaches(have, since)))
      .map(({ file, line, name, since }) => ({
        file,
        line,
        message:
          `${name} came with base library ${since}, and the app is to run from ${baseLibrary}: ` +
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
  return `Ask ${ask} first, or raise "baseLibrary" in release/check.json.`
}
