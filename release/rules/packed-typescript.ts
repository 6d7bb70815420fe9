import { PROJECT_FILE } from '../project/read-project'
import { shownPath } from '../project/project'
import type { Rule } from './rule'

/** A phone runs no TypeScript: a packed .ts file is weight at best, a missing page at worst. */
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
          `leave it out by "packOptions.ignore" in ${PROJECT_FILE}.`,
      })),
}
