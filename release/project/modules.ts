import path from 'node:path'
import { isRecord, jsonObject, type Project, type SourceFile } from './project'
import { resolveReference } from './resolve'
import { type ModuleReference, scriptReferences } from './script-source'

export interface NeededModule extends ModuleReference {
  /** false: `require.async`, which rejects where the other throws. */
  readonly atOnce: boolean
}

/** What a script asks for, and what the scripts between the `<wxs>` tags of a template do. */
export function neededModules({ script, template }: SourceFile): NeededModule[] {
  const own = (script?.modules ?? []).map((module) => ({ ...module, atOnce: true }))
  const later = (script?.laterModules ?? []).map((module) => ({ ...module, atOnce: false }))
  const inTemplate = (template ?? []).flatMap(({ wxs }) =>
    wxs === null
      ? []
      : scriptReferences('module.wxs.js', wxs.text).modules.map(({ specifier, line }) => ({
          specifier,
          line: wxs.line + line - 1,
          atOnce: true,
        })),
  )
  return [...own, ...later, ...inTemplate]
}

/**
 * Where a module's name leads from the app's root, whether or not it is there; null for a package of
 * npm. `resolveAlias` of app.json counts.
 * @see framework/app-service/module; reference/configuration/app, resolveAlias
 */
export function moduleTarget(project: Project, from: string, specifier: string): string | null {
  return resolveReference(from, unalias(project, specifier))
}

/** The file that a module's name leads to, null where there is none. */
export function findModule(project: Project, from: string, specifier: string): string | null {
  const target = moduleTarget(project, from, specifier)
  const bases = target === null ? npmPlaces(from, specifier) : [target]
  // a script in a template finds only what it names to the letter
  const endings = /\.wx(?:s|ml)$/.test(from)
    ? ['']
    : ['', '.js', '.ts', '/index.js', '/index.ts', '.json']
  const named = bases.flatMap((base) => [
    ...endings.map((ending) => base + ending),
    base.replace(/\.js$/, '.ts'), // it is a .js file when it runs
  ])
  return named.find((file) => project.files.has(file)) ?? null
}

function unalias(project: Project, specifier: string): string {
  const aliases = jsonObject(project.appJson)['resolveAlias']
  if (!isRecord(aliases)) return specifier
  for (const [alias, target] of Object.entries(aliases)) {
    const prefix = alias.replace(/\*$/, '')
    if (typeof target === 'string' && prefix !== alias && specifier.startsWith(prefix))
      return `/${target.replace(/^\/+|\*$/g, '')}${specifier.slice(prefix.length)}`
  }
  return specifier
}

/** `miniprogram_npm` of the file's own folder, then of each above it. @see devtools/npm */
function npmPlaces(from: string, name: string): string[] {
  const parts = path.posix.dirname(from).split('/')
  const folders = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'))
  return [...folders, ''].map((folder) => path.posix.join(folder, 'miniprogram_npm', name))
}
