import { PROJECT_FILE } from '../project/read-project'
import { shownPath } from '../project/project'
import type { Rule } from './rule'

/** Phones do not run TypeScript: a packed .ts file adds size, or its page is missing. */
export const packedTypescript: Rule = {
  name: 'packed-typescript',
  check: ({ project, packed }) =>
    (packed ?? [])
      .filter(({ path }) => /\.(?:ts|tsx|mts|cts)$/.test(path))
      .map(({ path }) => ({
        file: shownPath(project, path),
        line: 1,
        message:
          'TypeScript would be uploaded. Compile it ("useCompilerPlugins": ["typescript"]) or ' +
          `exclude it by "packOptions.ignore" in ${PROJECT_FILE}.`,
      })),
}
