import { repeatedKeys } from '../project/json-repeats'
import { shownPath } from '../project/project'
import type { Rule } from './rule'

/** Of two plugins or components by one name the compiler reads the last, and says nothing. */
export const jsonRepeatedKey: Rule = {
  name: 'json-repeated-key',
  check: ({ project }) =>
    [...project.files.values()].flatMap(({ path, text, json }) =>
      json?.kind !== 'parsed' || text === null
        ? []
        : repeatedKeys(text).map(({ key, line }) => ({
            file: shownPath(project, path),
            line,
            message:
              `"${key}" stands here for the second time: only this counts, and what the first ` +
              'says is lost on the phone. Keep one.',
          })),
    ),
}
