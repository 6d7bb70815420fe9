import fs from 'node:fs'
import path from 'node:path'
import { listFiles, withoutExtension } from './files'
import type { Problem, Report } from './problem'
import { compileScript, readStyleOptions } from './script'
import { TemplateCompiler } from './wxml'
import { compileWxss } from './wxss'

/** The compiled app, plugin or built-ins, with everything that the host needs to run it. */
export interface CompiledSpace {
  /** '' for the app, the provider's appid for a plugin. */
  readonly id: string
  readonly modules: Readonly<Record<string, string>>
  readonly configs: Readonly<Record<string, PartConfig>>
  readonly styles: Readonly<Record<string, string>>
  /** Class prefix by component, if its styles are isolated. */
  readonly scopes: Readonly<Record<string, string>>
  /** JavaScript expression. */
  readonly templates: string
  readonly assets: readonly string[]
}

export type PartConfig = Record<string, unknown> & {
  component?: boolean
  styleIsolation?: string
  addGlobalClass?: boolean
}

const ASSET = /\.(png|jpe?g|gif|svg|webp|ico|mp3|mp4|woff2?|ttf)$/i
/** Configuration files of tools, which are not part of the program. */
const NOT_PROGRAM = /(^|\/)(project\.(private\.)?config|tsconfig[^/]*|package(-lock)?)\.json$/

export interface SpaceSource {
  readonly root: string
  readonly id: string
  /** Prefix that separates the class names of this space from other spaces. */
  readonly scopeLetter: string
  /** Whether a file is part of the package; default: all are. */
  readonly isPacked?: (file: string) => boolean
  /** For the built-ins: a script without a template is a component with a slot. */
  readonly scriptsAreComponents?: boolean
}

export function compileSpace(
  { root, id, scopeLetter, isPacked = () => true, scriptsAreComponents = false }: SpaceSource,
  problems: Problem[],
): CompiledSpace {
  const files = listFiles(root).filter(
    (file) => !NOT_PROGRAM.test(file) && !file.endsWith('.d.ts') && isPacked(file),
  )
  const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8')
  const report: Report = (problem) => problems.push(problem)
  const templates = new TemplateCompiler(report)
  const modules: Record<string, string> = {}
  const configs: Record<string, PartConfig> = {}
  const options = new Map<string, ReturnType<typeof readStyleOptions>>()

  for (const file of files) {
    const name = withoutExtension(file)
    if (file.endsWith('.ts') || file.endsWith('.js')) {
      const source = read(file)
      modules[name] = compileScript(file, source, report)
      options.set(name, readStyleOptions(file, source))
    } else if (file.endsWith('.json')) {
      const config = parseConfig(file, read(file), report)
      if (config !== null) configs[name] = config
    } else if (file.endsWith('.wxml')) templates.addTemplate(name, read(file))
    else if (file.endsWith('.wxs')) templates.addScript(name, read(file))
  }
  if (scriptsAreComponents)
    for (const name of Object.keys(modules).filter((one) => !one.includes('/'))) {
      configs[name] ??= { component: true }
      if (!files.includes(`${name}.wxml`)) templates.addTemplate(name, '<slot/>')
    }
  for (const [name, found] of options) {
    const config = configs[name]
    if (config !== undefined) configs[name] = { ...found, ...config }
  }
  const { styles, scopes } = compileStyles(files, configs, { id, scopeLetter, read, report })
  return {
    id,
    modules,
    configs,
    styles,
    scopes,
    templates: templates.finish(),
    assets: files.filter((file) => ASSET.test(file)),
  }
}

function parseConfig(file: string, text: string, report: Report): PartConfig | null {
  try {
    return JSON.parse(text) as PartConfig
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const position = /position (\d+)/.exec(message)?.[1]
    const line = position === undefined ? 0 : text.slice(0, Number(position)).split('\n').length
    report({ severity: 'error', file, line, message })
    return null
  }
}

interface StyleContext {
  readonly id: string
  readonly scopeLetter: string
  readonly read: (file: string) => string
  readonly report: Report
}

function compileStyles(
  files: readonly string[],
  configs: Readonly<Record<string, PartConfig>>,
  { id, scopeLetter, read, report }: StyleContext,
): { styles: Record<string, string>; scopes: Record<string, string> } {
  const styles: Record<string, string> = {}
  const scopes: Record<string, string> = {}
  const known = new Set(files)
  for (const file of files.filter((one) => one.endsWith('.wxss'))) {
    const name = withoutExtension(file)
    const config = configs[name]
    if (config === undefined && name !== 'app') continue // only imported by other files
    const prefix = isIsolated(config, id)
      ? `${scopeLetter}${Object.keys(scopes).length.toString(36)}`
      : null
    if (prefix !== null) scopes[name] = prefix
    styles[name] = compileWxss({
      file,
      prefix,
      read: (wanted) => (known.has(wanted) ? read(wanted) : null),
      report,
    })
  }
  return { styles, scopes }
}

/** In the app, pages share their styles and components do not; in a plugin all styles are isolated. */
function isIsolated(config: PartConfig | undefined, id: string): boolean {
  if (config === undefined) return false
  if (id !== '') return true
  const isolation =
    config.styleIsolation ??
    (config.component === true
      ? config.addGlobalClass === true
        ? 'apply-shared'
        : 'isolated'
      : 'shared')
  return !/^(page-)?shared$/.test(isolation)
}
