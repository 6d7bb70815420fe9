import type { Problem } from '../problem'
import { type Project, shownPath } from '../project/project'
import type { FlavourSizes } from '../check/size-table'
import { kilobytes } from '../sizes'

export const FLAVOUR_SIZE = 'flavour-size'

/**
 * The channels flavour is the plugin flavour without the plugin and must not be larger. A larger
 * one contains code for the plugin, or a stand-in larger than its original. This is the only rule
 * that needs both flavours.
 */
export function flavourSizeProblems(
  project: Project,
  flavours: readonly FlavourSizes[],
): Problem[] {
  const sizeOf = (name: string) => flavours.find(({ flavour }) => flavour === name)?.total ?? 0
  const [plugin, channels] = [sizeOf('plugin'), sizeOf('channels')]
  // 0: not checked, or it does not compile
  if (plugin === 0 || channels <= plugin) return []
  return [
    {
      file: shownPath(project, 'app.json'),
      line: 1,
      rule: FLAVOUR_SIZE,
      flavour: 'channels',
      message:
        `The channels flavour has ${channels - plugin} bytes more than the plugin flavour ` +
        `(${kilobytes(plugin)}), but it is the same app without the plugin. Make its stand-ins smaller, ` +
        'and remove code from them that only the plugin needs.',
    },
  ]
}
