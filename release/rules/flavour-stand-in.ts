import { standsInFor } from '../flavour/stand-ins'
import { shownPath } from '../project/project'
import type { Rule } from './rule'

/** A file of the channels flavour that takes no other file's place is in neither flavour. */
export const flavourStandIn: Rule = {
  name: 'flavour-stand-in',
  check: ({ project }) =>
    [...project.files.keys()].flatMap((file) => {
      const original = standsInFor(file)
      if (original === null || project.files.has(original)) return []
      return [
        {
          file: shownPath(project, file),
          line: 1,
          message:
            `In the channels flavour this file stands in for ${shownPath(project, original)}, which ` +
            'is not there. Correct its name, or add the other for the plugin flavour.',
        },
      ]
    }),
}
