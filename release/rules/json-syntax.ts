import { shownPath } from '../project/project'
import type { Rule } from './rule'

/** The compiler stops at the first broken file, and does not open those that it thinks unused. */
export const jsonSyntax: Rule = {
  name: 'json-syntax',
  check: ({ project }) =>
    [...project.files.values()].flatMap(({ path, json }) =>
      json?.kind === 'broken'
        ? [
            {
              file: shownPath(project, path),
              line: json.line,
              message: `Not JSON: ${json.message}. Comments and trailing commas are not allowed.`,
            },
          ]
        : [],
    ),
}
