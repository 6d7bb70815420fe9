import { originalOf } from '../flavour/stand-ins'
import { shownPath } from '../project/project'
import type { Rule } from './rule'

/** A stand-in of the channels flavour without an original belongs to neither flavour. */
export const flavourStandIn: Rule = {
  name: 'flavour-stand-in',
  check: ({ project }) =>
    [...project.files.keys()].flatMap((file) => {
      const original = originalOf(file)
      if (original === null || project.files.has(original)) return []
      return [
        {
          file: shownPath(project, file),
          line: 1,
          message:
            `In the channels flavour this file replaces ${shownPath(project, original)}, which is ` +
            'missing. Correct the name, or add the original for the plugin flavour.',
        },
      ]
    }),
}
