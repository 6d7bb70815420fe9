import { standInOf } from '../flavour/stand-ins'
import type { Finding } from '../problem'
import { packedSource } from '../project/packed-source'
import { type Project, shownPath } from '../project/project'
import type { Rule } from './rule'

/**
 * Texts of the plugin in the packed channels flavour: a dead link, a call that throws, or unused
 * code.
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
        `The channels flavour has no plugin, but "${mark}" is used here. Move it to a file that ` +
        `only the plugin flavour needs, or add ${shownPath(project, standInOf(file))}, which replaces ` +
        'this file.',
    },
  ]
}

/** Skips comments, which are not packed. */
function lineOf(mark: string, text: string): number {
  const lines = text.split('\n')
  const found = lines.findIndex(
    (line) => line.includes(mark) && !/^\s*(?:\/?\*|\/\/|<!--)/.test(line),
  )
  return Math.max(found, 0) + 1
}
