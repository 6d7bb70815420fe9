import { repeatedKeys } from '../project/repeated-keys'
import { shownPath } from '../project/project'
import type { Rule } from './rule'

/** The compiler silently uses the last of two equal keys. */
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
              `"${key}" is repeated here: only this value is used, and the first one is ignored ` +
              'on the phone. Keep one.',
          })),
    ),
}
