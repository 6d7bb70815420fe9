import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { type Project, shownPath } from '../project/project'
import { SETTINGS_FILE } from '../settings'
import { buildFlavour } from './build'
import type { Flavour } from './flavour'

/** A flavour in a folder that WeChat DevTools, miniprogram-ci and tsc take for a project. */
export interface FlavourFolder {
  readonly dir: string
  /** Of the files that have another name in the source: what is in the folder, by what it was. */
  readonly originals: ReadonlyMap<string, string>
  readonly fallenTags: ReadonlyMap<string, readonly string[]>
}

/** Beside the app, what its tools read. */
const TOOL_FILE = /^(?:project(?:\.private)?\.config|package|tsconfig(?:\.\w+)?)\.json$/
const TOOL_FOLDER = 'typings'
const PACKAGES = 'node_modules'

/**
 * Writes a flavour of the app that `project` is.
 * @param outDir an empty folder, or one that is not there
 */
export function writeFlavour(
  flavour: Flavour,
  project: Project,
  projectDir: string,
  outDir: string,
): FlavourFolder {
  const appDir = path.join(projectDir, project.appRoot)
  const { files, fallenTags } = buildFlavour(flavour, [...project.files.keys()], (file) =>
    readFileSync(path.join(appDir, file), 'utf8'),
  )
  const originals = new Map<string, string>()
  for (const { path: file, source, text } of files) {
    const target = path.join(outDir, project.appRoot, file)
    mkdirSync(path.dirname(target), { recursive: true })
    if (text === null) copyFileSync(path.join(appDir, source), target)
    else writeFileSync(target, text)
    if (file !== source) originals.set(shownPath(project, file), shownPath(project, source))
  }
  copyTools(projectDir, outDir)
  return { dir: outDir, originals, fallenTags }
}

function copyTools(projectDir: string, outDir: string): void {
  const tools = readdirSync(projectDir).filter((file) => TOOL_FILE.test(file))
  for (const tool of [...tools, TOOL_FOLDER, SETTINGS_FILE]) {
    const from = path.join(projectDir, tool)
    const to = path.join(outDir, tool)
    if (existsSync(from)) cpSync(from, to, { recursive: true })
  }
  const packages = path.resolve(projectDir, PACKAGES)
  // WeChat's typings; 'junction' is what Windows allows without being asked, and no word elsewhere
  if (existsSync(packages)) symlinkSync(packages, path.join(outDir, PACKAGES), 'junction')
}
