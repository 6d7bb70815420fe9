import type { JsonSource } from '../project/json-source'
import { type Project, shownPath } from '../project/project'
import type { Rule } from './rule'

/**
 * The compiler stops at the first broken file and does not read files that it regards as unused.
 */
export const jsonSyntax: Rule = {
  name: 'json-syntax',
  check: ({ project }) =>
    [...files(project)].flatMap(([file, json]) =>
      json?.kind === 'broken'
        ? [
            {
              file,
              line: json.line,
              message: `Not JSON: ${json.message}. Comments and trailing commas are not allowed.`,
            },
          ]
        : [],
    ),
}

function* files(project: Project): Iterable<[string, JsonSource | null]> {
  yield* project.configs
  for (const { path, json } of project.files.values()) yield [shownPath(project, path), json]
}
