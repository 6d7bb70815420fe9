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
import { buildFlavour } from './build-flavour'
import type { Flavour } from './flavour'

/** A flavour in a folder that WeChat DevTools, miniprogram-ci and tsc accept as a project. */
export interface FlavourFolder {
  readonly dir: string
  /** The files whose name differs from the source: path in the folder → path in the source. */
  readonly originals: ReadonlyMap<string, string>
  readonly removedTags: ReadonlyMap<string, readonly string[]>
}

/** Files beside the app that its tools read. */
const TOOL_FILE = /^(?:project(?:\.private)?\.config|package|tsconfig(?:\.\w+)?)\.json$/
const TOOL_FOLDER = 'typings'
const PACKAGES = 'node_modules'

/**
 * Writes a flavour of the app.
 * @param outDir an empty or missing folder
 */
export function writeFlavour(
  flavour: Flavour,
  project: Project,
  projectDir: string,
  outDir: string,
): FlavourFolder {
  const appDir = path.join(projectDir, project.appRoot)
  const { files, removedTags } = buildFlavour(flavour, [...project.files.keys()], (file) =>
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
  return { dir: outDir, originals, removedTags }
}

function copyTools(projectDir: string, outDir: string): void {
  const tools = readdirSync(projectDir).filter((file) => TOOL_FILE.test(file))
  for (const tool of [...tools, TOOL_FOLDER, SETTINGS_FILE]) {
    const from = path.join(projectDir, tool)
    const to = path.join(outDir, tool)
    if (existsSync(from)) cpSync(from, to, { recursive: true })
  }
  const packages = path.resolve(projectDir, PACKAGES)
  // for WeChat's typings. Windows allows 'junction' without extra rights; other systems ignore it
  if (existsSync(packages)) symlinkSync(packages, path.join(outDir, PACKAGES), 'junction')
}
