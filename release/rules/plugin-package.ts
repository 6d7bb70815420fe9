import type { Finding } from '../problem'
import { type AppPackage, type PluginEntry, shownPath } from '../project/project'
import type { LivePluginRule } from '../settings'
import type { CheckInput, Rule } from './rule'

/**
 * The live plugin must be declared only in its subpackage: in the main package it would load at
 * every start, and WeChat refuses two declarations.
 * @see plugin/using.html, subpackages
 */
export const pluginPackage: Rule = {
  name: 'plugin-package',
  check: ({ project, flavour, settings: { livePlugin } }) => {
    if (project.packages.length === 0 || flavour.name === 'channels') return []
    const declared = project.packages.flatMap((home) =>
      home.plugins.filter((entry) => isLive(entry, livePlugin)).map((entry) => ({ home, entry })),
    )
    const file = shownPath(project, 'app.json')
    if (declared.length === 0) return [{ file, line: 1, message: explainMissing(livePlugin) }]
    return declared.flatMap(({ home, entry }) => findings(file, home, entry, livePlugin))
  },
}

function findings(
  file: string,
  home: AppPackage,
  entry: PluginEntry,
  rule: LivePluginRule,
): Finding[] {
  const found: Finding[] = []
  const report = (message: string) => found.push({ file, line: entry.line, message })
  if (home.root !== rule.subpackage)
    report(
      `${rule.name} is declared in the package ${home.name}. ` +
        `Move the "plugins" entry to the subpackage ${rule.subpackage}; only that one may have it.`,
    )
  if (entry.provider !== rule.provider)
    report(
      `${rule.name} has the provider ${JSON.stringify(entry.provider)}; the live plugin's is ` +
        `"${rule.provider}". Correct it.`,
    )
  if (entry.alias !== rule.name)
    report(
      `The live plugin has the alias "${entry.alias}", but the app calls it by "${rule.name}". ` +
        'Rename the key.',
    )
  return found
}

function explainMissing({ name, provider, subpackage, minVersion }: LivePluginRule): string {
  return (
    `${name} is not declared, so no room can be entered. Add to the subpackage ${subpackage}: ` +
    `"plugins": {"${name}": {"version": "${minVersion}" or newer, "provider": "${provider}"}}.`
  )
}

export function livePluginEntries({ project, settings }: CheckInput): PluginEntry[] {
  return project.packages
    .flatMap(({ plugins }) => plugins)
    .filter((entry) => isLive(entry, settings.livePlugin))
}

function isLive(entry: PluginEntry, rule: LivePluginRule): boolean {
  return entry.alias === rule.name || entry.provider === rule.provider
}
