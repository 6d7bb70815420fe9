import type { Problem } from '../problem'
import { type Project, shownPath } from '../project/project'
import type { FlavourSizes } from '../size-table'
import { kilobytes } from '../sizes'

export const FLAVOUR_SIZE = 'flavour-size'

/**
 * The channels flavour is the same app with less in it. One that weighs more carries code for
 * the plugin, or a stand-in that has outgrown what it stands in for. The only rule that needs both.
 */
export function compareFlavours(project: Project, flavours: readonly FlavourSizes[]): Problem[] {
  const sizeOf = (name: string) => flavours.find(({ flavour }) => flavour === name)?.total ?? 0
  const [plugin, channels] = [sizeOf('plugin'), sizeOf('channels')]
  // 0: it was not checked, or does not compile
  if (plugin === 0 || channels <= plugin) return []
  return [
    {
      file: shownPath(project, 'app.json'),
      line: 1,
      rule: FLAVOUR_SIZE,
      flavour: 'channels',
      message:
        `The channels flavour has ${channels - plugin} bytes more than the plugin flavour ` +
        `(${kilobytes(plugin)}), and should have less: it is the same app without the plugin. Make ` +
        'its stand-ins smaller, or have them do without what only the plugin needs.',
    },
  ]
}
