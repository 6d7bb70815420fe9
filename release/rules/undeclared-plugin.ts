import { didYouMean } from '../nearest'
import type { PluginAddress } from '../project/plugin-address'
import { type PluginUse, pluginUses } from '../project/plugin-uses'
import { type Project, shownPath } from '../project/project'
import type { Rule } from './rule'

/**
 * A plugin works in the package that declares it, and everywhere if that is the main one. The
 * compiler passes any address (measured with miniprogram-ci 2.1.42).
 *
 * Scripts of the main package serve all packages, so an address there needs only some package that
 * declares the plugin; whether the main package's own pages go there is not seen. A component of
 * another package's plugin is `plugin-placeholder`'s; the channels flavour is `plugin-left`'s.
 * @see plugin/using.html, subpackages
 */
export const undeclaredPlugin: Rule = {
  name: 'undeclared-plugin',
  check: ({ project, flavour }) =>
    flavour.name === 'channels'
      ? []
      : pluginUses(project)
          .filter((use) => !works(use))
          .map((use) => ({
            file: shownPath(project, use.file),
            line: use.line,
            message: explain(project, use),
          })),
}

function works({ home, declarers, as }: PluginUse): boolean {
  if (declarers.length === 0) return false
  if (declarers.some(({ root }) => root === '') || declarers.includes(home)) return true
  return as === 'component' || (as === 'text in a script' && home.root === '')
}

function explain(project: Project, { address, home, declarers }: PluginUse): string {
  if (declarers.length === 0)
    return (
      `${address.text} leads nowhere on the phone: no package declares a plugin of the ` +
      `${address.by} ${address.name}.${didYouMean(address.name, names(project, address))} ` +
      'Correct it, or declare the plugin in app.json.'
    )
  const owners = declarers.map(({ name }) => name).join(', ')
  return (
    `${address.text} does not work in the package ${home.name}: the plugin is declared in ` +
    `${owners}, and works only there. Go through a page of ${owners}, or move this into it.`
  )
}

function names(project: Project, { by }: PluginAddress): string[] {
  return project.packages
    .flatMap(({ plugins }) => plugins)
    .map((plugin) => plugin[by])
    .filter((name) => typeof name === 'string')
}
