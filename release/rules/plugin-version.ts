import { shownPath } from '../project/project'
import { livePluginEntries } from './plugin-package'
import type { Rule } from './rule'

/**
 * The upload refuses a live plugin below the minimum version: `非法的插件版本,plugin[live-player-plugin]
 * require minimum version[1.2.0] …`. The compiler accepts any x.y.z.
 */
export const pluginVersion: Rule = {
  name: 'plugin-version',
  check: (input) => {
    const { name, minVersion } = input.settings.livePlugin
    return livePluginEntries(input).flatMap(({ version, line }) => {
      const parts = parse(version)
      if (parts && compare(parts, parse(minVersion) ?? []) >= 0) return []
      const given = version === undefined ? 'no version' : JSON.stringify(version)
      return [
        {
          file: shownPath(input.project, 'app.json'),
          line,
          message: parts
            ? `${name} ${given} is refused at upload. Declare ${minVersion} or newer.`
            : `${name} is declared with ${given}. Write it as x.y.z, ${minVersion} or newer.`,
        },
      ]
    })
  },
}

function parse(version: unknown): number[] | null {
  if (typeof version !== 'string' || !/^\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(version)) return null
  return version.split('.').map(Number)
}

/** Compares by number: 1.10.0 is newer than 1.9.9. */
function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, part] of a.entries()) {
    const difference = part - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
