import { pluginUses } from '../project/plugin-uses'
import { shownPath } from '../project/project'
import type { Rule } from './rule'

/**
 * A component of a plugin of another subpackage is missing until that package is loaded. Without a
 * placeholder the page cannot be drawn; the compiler does not report this (measured).
 * @see subpackages/async, componentPlaceholder
 */
export const pluginPlaceholder: Rule = {
  name: 'plugin-placeholder',
  check: ({ project }) =>
    pluginUses(project)
      .filter(
        ({ as, hasPlaceholder, declarers, ownPackage }) =>
          as === 'component' &&
          hasPlaceholder === false &&
          declarers.length > 0 &&
          !declarers.some((one) => one.root === '' || one === ownPackage),
      )
      .map(({ file, line, tag = '', declarers, ownPackage }) => ({
        file: shownPath(project, file),
        line,
        message:
          `<${tag}> comes from a plugin of the package ${declarers[0]?.name ?? ''}, which may ` +
          `not be on the phone when the package ${ownPackage.name} draws it. Add ` +
          `"componentPlaceholder": {"${tag}": "view"}.`,
      })),
}
