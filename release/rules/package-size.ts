import type { Finding } from '../problem'
import { shownPath } from '../project/project'
import { kilobytes, measure } from '../sizes'
import type { Rule } from './rule'

/**
 * WeChat's limits, which only its server enforces: `main package source size 2100KB exceed max
 * limit 2048KB`. The plugin does not count.
 * @see framework/subpackages/basic
 */
export const packageSize: Rule = {
  name: 'package-size',
  check: ({ project, packed, settings }) => {
    if (!packed) return []
    const sizes = measure(packed, project.packages)
    const file = shownPath(project, 'app.json')
    const found: Finding[] = []
    for (const [name, bytes] of Object.entries(sizes.packages))
      if (bytes > settings.packageLimitKb * 1024)
        found.push({
          file,
          line: 1,
          message:
            `The package ${name} has ${kilobytes(bytes)}; WeChat's limit is ` +
            `${settings.packageLimitKb} KB. Move pages to a subpackage and pictures to a server.`,
        })
    if (sizes.total > settings.totalLimitKb * 1024)
      found.push({
        file,
        line: 1,
        message:
          `All packages together have ${kilobytes(sizes.total)}; WeChat's limit is ` +
          `${settings.totalLimitKb} KB. Move pictures and data to a server.`,
      })
    return found
  },
}
