import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Finding } from '../problem'
import { parseJson } from './json-source'
import { listFiles } from './list-files'
import { readPackages } from './packages'
import { jsonObject, type Project, type SourceFile } from './project'
import { scriptReferences } from './script-source'
import { readTemplate } from './wxml'

export const PROJECT_FILE = 'project.config.json'
/** The developer's own settings, which override the shared ones. Not in git. */
const PRIVATE_FILE = 'project.private.config.json'

const TEXT = /\.(?:ts|js|json|wxml|wxss|wxs|css|md|txt|svg)$/
const SCRIPT = /\.(?:ts|js|wxs)$/

export type ReadProject =
  | { readonly kind: 'read'; readonly project: Project; readonly appid: string }
  /** project.config.json is missing or broken, so the folder of the app is unknown. */
  | { readonly kind: 'unreadable'; readonly finding: Finding }

export function readProject(projectDir: string): ReadProject {
  const config = readConfig(projectDir)
  if (config.kind === 'unreadable') return config
  const { appRoot, appid } = config
  const root = path.join(projectDir, appRoot)
  // the compiler reports an unreadable folder
  const files = listFiles(root, (name) => !name.startsWith('.')).map(
    (file): [string, string | null] => [
      file,
      TEXT.test(file) ? readFileSync(path.join(root, file), 'utf8') : null,
    ],
  )
  return { kind: 'read', project: buildProject(appRoot, files, readConfigs(projectDir)), appid }
}

/**
 * @param files path relative to the app's root, and text; null for binary files
 * @param configs name and text
 */
export function buildProject(
  appRoot: string,
  files: Iterable<readonly [string, string | null]>,
  configs: Iterable<readonly [string, string]> = [],
): Project {
  const sources = new Map([...files].map(([file, text]) => [file, readSource(file, text)]))
  const appJson = sources.get('app.json')?.json ?? null
  return {
    configs: new Map([...configs].map(([file, text]) => [file, parseJson(text)])),
    appRoot,
    files: sources,
    appJson,
    packages: readPackages(appJson),
  }
}

function readConfigs(projectDir: string): [string, string][] {
  return [PROJECT_FILE, PRIVATE_FILE].flatMap((file): [string, string][] => {
    const full = path.join(projectDir, file)
    return existsSync(full) ? [[file, readFileSync(full, 'utf8')]] : []
  })
}

function readConfig(
  projectDir: string,
):
  { kind: 'found'; appRoot: string; appid: string } | Extract<ReadProject, { kind: 'unreadable' }> {
  const unreadable = (line: number, message: string) => ({
    kind: 'unreadable' as const,
    finding: { file: PROJECT_FILE, line, message },
  })
  let text: string
  try {
    text = readFileSync(path.join(projectDir, PROJECT_FILE), 'utf8')
  } catch {
    return unreadable(
      1,
      'is missing. Run the command in the folder that WeChat DevTools opens, or name that folder by --project.',
    )
  }
  const json = parseJson(text)
  if (json.kind === 'broken')
    return unreadable(json.line, `is not JSON: ${json.message}. Comments are not allowed here.`)
  const { appid, miniprogramRoot } = jsonObject(json)
  if (typeof appid !== 'string' || appid === '')
    return unreadable(1, 'has no "appid". Add the appid of the mini-program, or touristappid.')
  const root = typeof miniprogramRoot === 'string' ? miniprogramRoot : ''
  const appRoot = path.posix.normalize(root.replaceAll('\\', '/')).replace(/\/+$/, '')
  if (appRoot.startsWith('..') || path.posix.isAbsolute(appRoot))
    return unreadable(
      json.lineOf('miniprogramRoot'),
      '"miniprogramRoot" is outside the project. Name a folder below project.config.json.',
    )
  const folder = path.join(projectDir, appRoot)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    return unreadable(
      json.lineOf('miniprogramRoot'),
      `"miniprogramRoot" names ${appRoot}, and there is no such folder. Name the folder of app.json.`,
    )
  return { kind: 'found', appRoot: appRoot === '.' ? '' : appRoot, appid }
}

function readSource(file: string, text: string | null): SourceFile {
  const isScript = SCRIPT.test(file) && !file.endsWith('.d.ts')
  return {
    path: file,
    text,
    json: text !== null && file.endsWith('.json') ? parseJson(text) : null,
    script: text !== null && isScript ? scriptReferences(file, text) : null,
    template: text !== null && file.endsWith('.wxml') ? readTemplate(text) : null,
  }
}
