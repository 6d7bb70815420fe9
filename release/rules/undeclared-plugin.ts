import { didYouMean } from './did-you-mean'
import type { PluginAddress } from '../project/plugin-address'
import { type PluginUse, pluginUses } from '../project/plugin-uses'
import { type Project, shownPath } from '../project/project'
import type { Rule } from './rule'

/**
 * A plugin works in the package that declares it, or in all packages if the main package declares
 * it. The compiler accepts any address (measured with miniprogram-ci 2.1.42).
 *
 * Scripts of the main package serve all packages, so an address there only needs some package that
 * declares the plugin. Whether pages of the main package use the address is not checked. A
 * component of another package's plugin is checked by `plugin-placeholder`, the channels flavour by
 * `plugin-left`.
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

function works({ ownPackage, declarers, as }: PluginUse): boolean {
  if (declarers.length === 0) return false
  if (declarers.some(({ root }) => root === '') || declarers.includes(ownPackage)) return true
  return as === 'component' || (as === 'text in a script' && ownPackage.root === '')
}

function explain(project: Project, { address, ownPackage, declarers }: PluginUse): string {
  if (declarers.length === 0)
    return (
      `${address.text} opens nothing on the phone: no package declares a plugin of the ` +
      `${address.by} ${address.name}.${didYouMean(address.name, names(project, address))} ` +
      'Correct it, or declare the plugin in app.json.'
    )
  const owners = declarers.map(({ name }) => name).join(', ')
  return (
    `${address.text} does not work in the package ${ownPackage.name}: the plugin is declared in ` +
    `${owners} and works only there. Open a page of ${owners} instead, or move this code there.`
  )
}

function names(project: Project, { by }: PluginAddress): string[] {
  return project.packages
    .flatMap(({ plugins }) => plugins)
    .map((plugin) => plugin[by])
    .filter((name) => typeof name === 'string')
}
