import { packageOf, shownPath } from '../project/project'
import type { Rule } from './rule'

/**
 * `requirePlugin('x')` throws if the package does not declare x. In the main package this crashes
 * the first start of the app; later starts work once the subpackage is loaded. In the channels
 * flavour the rule `plugin-left` applies instead.
 * @see subpackages/async
 */
export const syncRequirePlugin: Rule = {
  name: 'sync-require-plugin',
  check: ({ project, flavour }) =>
    [...project.files.values()].flatMap(({ path, script }) => {
      const home = packageOf(project, path)
      if (!script || !home || flavour.name === 'channels') return []
      return script.syncPlugins
        .filter(({ plugin }) => !home.plugins.some(({ alias }) => alias === plugin))
        .map(({ plugin, line }) => ({
          file: shownPath(project, path),
          line,
          message:
            `requirePlugin(${plugin === null ? '…' : `'${plugin}'`}) throws here: the package ` +
            `${home.name} does not declare it. Use requirePlugin.async and handle its rejection.`,
        }))
    }),
}
