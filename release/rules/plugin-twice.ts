import { shownPath } from '../project/project'
import type { Rule } from './rule'

/** A plugin may be declared once. @see plugin/using.html: not by two subpackages */
export const pluginTwice: Rule = {
  name: 'plugin-twice',
  check: ({ project }) => {
    const first = new Map<string, string>()
    return project.packages.flatMap((home) =>
      home.plugins.flatMap(({ alias, provider, line }) => {
        if (typeof provider !== 'string') return []
        const where = `as "${alias}" in the package ${home.name}`
        const before = first.get(provider)
        if (before === undefined) first.set(provider, where)
        return before === undefined
          ? []
          : [
              {
                file: shownPath(project, 'app.json'),
                line,
                message:
                  `The plugin ${provider} is declared ${before}, and again ${where}. ` +
                  'WeChat allows one declaration: keep the one in the package that uses the plugin.',
              },
            ]
      }),
    )
  },
}
