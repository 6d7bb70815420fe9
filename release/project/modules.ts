import path from 'node:path'
import { isRecord, jsonObject, type Project, type SourceFile } from './project'
import { resolveReference } from './resolve'
import { type ModuleReference, scriptReferences } from './script-source'

export interface NeededModule extends ModuleReference {
  /** false: `require.async`, which rejects instead of throwing. */
  readonly isSynchronous: boolean
}

/** The modules that a script needs, and those of the scripts in the `<wxs>` tags of a template. */
export function neededModules({ script, template }: SourceFile): NeededModule[] {
  const own = (script?.modules ?? []).map((module) => ({ ...module, isSynchronous: true }))
  const later = (script?.asyncModules ?? []).map((module) => ({ ...module, isSynchronous: false }))
  const inTemplate = (template ?? []).flatMap(({ wxs }) =>
    wxs === null
      ? []
      : scriptReferences('module.wxs.js', wxs.text).modules.map(({ specifier, line }) => ({
          specifier,
          line: wxs.line + line - 1,
          isSynchronous: true,
        })),
  )
  return [...own, ...later, ...inTemplate]
}

/**
 * The path of a module from the app's root, whether or not it exists; null for an npm package.
 * Applies `resolveAlias` of app.json.
 * @see framework/app-service/module; reference/configuration/app, resolveAlias
 */
export function moduleTarget(project: Project, from: string, specifier: string): string | null {
  return resolveReference(from, unalias(project, specifier))
}

/** The file of a module; null if there is none. */
export function findModule(project: Project, from: string, specifier: string): string | null {
  const target = moduleTarget(project, from, specifier)
  const bases = target === null ? npmCandidates(from, specifier) : [target]
  // WXS needs the exact file name
  const endings = /\.wx(?:s|ml)$/.test(from)
    ? ['']
    : ['', '.js', '.ts', '/index.js', '/index.ts', '.json']
  const named = bases.flatMap((base) => [
    ...endings.map((ending) => base + ending),
    base.replace(/\.js$/, '.ts'), // compiled to .js
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

/**
 * Looks in `miniprogram_npm` of the file's folder and of each folder above it. @see devtools/npm
 */
function npmCandidates(from: string, name: string): string[] {
  const parts = path.posix.dirname(from).split('/')
  const folders = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'))
  return [...folders, ''].map((folder) => path.posix.join(folder, 'miniprogram_npm', name))
}
