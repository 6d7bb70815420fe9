import { shownPath } from '../project/project'
import type { Rule } from './rule'

/** The syntax that needs a helper. */
const SYNTAX: readonly (readonly [helper: RegExp, syntax: string])[] = [
  [/asyncToGenerator|regenerator/i, 'async and await'],
  [/forOf/i, 'for-of'],
  [/slicedToArray|toArray$/, 'array destructuring'],
  [/toConsumableArray/, 'array spread'],
  [/objectSpread/, 'object spread'],
  [/defineProperty/, 'computed property names'],
  [/objectWithoutProperties/, 'rest properties'],
  [/classCallCheck|createClass|inherits|Super/i, 'class'],
  [/typeof/, "typeof compared with 'object' or 'symbol'"],
  [/core-js/, 'built-ins that old phones lack'],
]

/**
 * Scripts for which WeChat's compiler packs helpers of its own, about 7 KB for the first `async`. Each
 * helper is packed once for the whole app. A note, because the size rules limit the size of the packages.
 */
export const packedHelper: Rule = {
  name: 'packed-helper',
  note: "WeChat's compiler packs helpers for the syntax of these scripts. Nothing to do.",
  check: ({ project, packed }) =>
    (packed ?? []).flatMap(({ path, helpers = [] }) => {
      if (helpers.length === 0) return []
      const source = path.replace(/\.js$/, '.ts')
      const syntax = SYNTAX.filter(([helper]) => helpers.some((name) => helper.test(name)))
      const cause = syntax.map(([, words]) => words).join(', ')
      return [
        {
          file: shownPath(project, project.files.has(source) ? source : path),
          line: 1,
          message:
            `The compiler packs helpers for this script: ${helpers.join(', ')}.` +
            (cause === '' ? '' : ` Cause: ${cause}.`),
        },
      ]
    }),
}
