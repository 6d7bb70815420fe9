import type { JsonSource } from './json-source'
import type { ScriptReferences } from './script-source'
import type { TemplateTag } from './wxml'

/** A mini-program's source as data for the rules. Its code is never imported or run. */
export interface Project {
  /** project.config.json and, if there is one, project.private.config.json, by name. */
  readonly configs: ReadonlyMap<string, JsonSource>
  /**
   * The folder of app.json relative to the project's folder: `miniprogram`, or '' for the project's
   * folder itself.
   */
  readonly appRoot: string
  /** All files below `appRoot` by their path from there. */
  readonly files: ReadonlyMap<string, SourceFile>
  readonly appJson: JsonSource | null
  /** The main package first. Empty if app.json cannot be read. */
  readonly packages: readonly AppPackage[]
}

export interface SourceFile {
  readonly path: string
  /** null for pictures, fonts and the like. */
  readonly text: string | null
  readonly json: JsonSource | null
  readonly script: ScriptReferences | null
  /** The tags of a .wxml file. */
  readonly template: readonly TemplateTag[] | null
}

export interface AppPackage {
  /** The name in `--json`: `main`, or the root of the subpackage. */
  readonly name: string
  /** '' for the main package. */
  readonly root: string
  readonly pages: readonly PageEntry[]
  readonly plugins: readonly PluginEntry[]
}

export interface PageEntry {
  readonly path: string
  readonly line: number
}

export interface PluginEntry {
  readonly alias: string
  readonly provider: unknown
  readonly version: unknown
  readonly line: number
}

export const MAIN_PACKAGE = 'main'

/** The package of a file: the subpackage whose root contains it, else the main package. */
export function packageOf(project: Project, file: string): AppPackage | undefined {
  return (
    project.packages.find(({ root }) => root !== '' && file.startsWith(`${root}/`)) ??
    project.packages[0]
  )
}

/** The path for messages: relative to the project's folder. */
export function shownPath(project: Pick<Project, 'appRoot'>, file: string): string {
  return project.appRoot === '' ? file : `${project.appRoot}/${file}`
}

/** The value of a JSON object; {} for anything else, because `json-syntax` reports broken files. */
export function jsonObject(json: JsonSource | null | undefined): Readonly<Record<string, unknown>> {
  return json?.kind === 'parsed' && isRecord(json.value) ? json.value : {}
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
