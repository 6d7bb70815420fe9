import { pluginUses } from '../project/plugin-uses'
import { shownPath } from '../project/project'
import type { Rule } from './rule'

/**
 * A component of a plugin that another subpackage declares is not on the phone until that package
 * is: something has to be drawn meanwhile, or the page cannot be. (measured: not caught)
 * @see subpackages/async, componentPlaceholder
 */
export const pluginPlaceholder: Rule = {
  name: 'plugin-placeholder',
  check: ({ project }) =>
    pluginUses(project)
      .filter(
        ({ as, hasPlaceholder, declarers, home }) =>
          as === 'component' &&
          hasPlaceholder === false &&
          declarers.length > 0 &&
          !declarers.some((one) => one.root === '' || one === home),
      )
      .map(({ file, line, tag = '', declarers, home }) => ({
        file: shownPath(project, file),
        line,
        message:
          `<${tag}> comes from a plugin of the package ${declarers[0]?.name ?? ''}, which may ` +
          `not be on the phone when the package ${home.name} draws it. Add ` +
          `"componentPlaceholder": {"${tag}": "view"}.`,
      })),
}
