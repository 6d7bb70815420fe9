import { shownPath } from '../project/project'
import type { Rule } from './rule'

/** What made the compiler ask, and how to write the same without. Others are told in general. */
const INSTEAD: readonly (readonly [helper: RegExp, remedy: string])[] = [
  [/asyncToGenerator|regenerator/i, 'chain promises by .then instead of async and await'],
  [/forOf/i, 'use forEach or an index instead of for-of'],
  [/slicedToArray|toArray$/, 'take list[0] instead of taking a list apart by [first]'],
  [/toConsumableArray/, 'use concat instead of [...list]'],
  [/objectSpread/, 'use Object.assign instead of {...object}'],
  [/defineProperty/, 'assign object[key] instead of writing {[key]: value}'],
  [/objectWithoutProperties/, 'name the fields instead of {one, ...rest}'],
  [/classCallCheck|createClass|inherits|Super/i, 'use functions and plain objects, not class'],
  [/typeof/, "compare typeof with a name other than 'object' and 'symbol', or ask Object(x) === x"],
  [/core-js/, 'do without what old phones lack, or test for it first'],
]

/**
 * For some syntax the compiler packs helpers of its own: seven kilobytes for the first `async`. They
 * come silently with a word that reads well, so that a size grows and nobody knows by what.
 */
export const packedHelper: Rule = {
  name: 'packed-helper',
  check: ({ project, packed }) =>
    (packed ?? []).flatMap(({ path, helpers = [] }) => {
      if (helpers.length === 0) return []
      const source = path.replace(/\.js$/, '.ts')
      const remedies = INSTEAD.filter(([helper]) => helpers.some((name) => helper.test(name)))
      const how = remedies.map(([, remedy]) => remedy).join('; ')
      return [
        {
          file: shownPath(project, project.files.has(source) ? source : path),
          line: 1,
          message:
            `The compiler packs helpers for what is written here (${helpers.join(', ')}). ` +
            (how === '' ? 'Write it in syntax that ES5 has.' : `Write it plainly: ${how}.`),
        },
      ]
    }),
}
