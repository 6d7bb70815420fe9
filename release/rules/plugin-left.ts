import { standInFor } from '../flavour/stand-ins'
import type { Finding } from '../problem'
import { packedSource } from '../project/packed-source'
import { type Project, shownPath } from '../project/project'
import type { Rule } from './rule'

/**
 * What only an app with a plugin has, in the channels flavour as it would be uploaded: a link that
 * leads nowhere, a call that throws, or code that nobody runs and every phone loads.
 */
export const pluginLeft: Rule = {
  name: 'plugin-left',
  check: ({ flavour, packed, project }) =>
    flavour.name === 'channels' && packed
      ? packed.flatMap(({ path, pluginMarks = [] }) => findings(project, path, pluginMarks))
      : [],
}

function findings(project: Project, path: string, [mark]: readonly string[]): Finding[] {
  if (mark === undefined) return []
  const source = packedSource(project, path)
  const file = source?.path ?? path
  return [
    {
      file: shownPath(project, file),
      line: lineOf(mark, source?.text ?? ''),
      message:
        `The channels flavour has no plugin, and "${mark}" is left here. Move it into a file that ` +
        `only the plugin flavour needs, or write ${shownPath(project, standInFor(file))}, which stands in for ` +
        'this one.',
    },
  ]
}

/** Not that of a comment, which is not packed. */
function lineOf(mark: string, text: string): number {
  const lines = text.split('\n')
  const said = lines.findIndex(
    (line) => line.includes(mark) && !/^\s*(?:\/?\*|\/\/|<!--)/.test(line),
  )
  return Math.max(said, 0) + 1
}
