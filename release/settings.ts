import { readFileSync } from 'node:fs'
import path from 'node:path'

export interface LivePluginRule {
  readonly name: string
  readonly provider: string
  /** Root of the only package that may declare the plugin. */
  readonly subpackage: string
  readonly minVersion: string
}

export interface CheckSettings {
  /** WeChat's limits for each package and for all packages together. @see framework/subpackages */
  readonly packageLimitKb: number
  readonly totalLimitKb: number
  /** The project's own limit for all packages of a flavour; null: none. */
  readonly totalBudgetKb: number | null
  /** The oldest base library that the app supports; null: `api-level` is not applied. */
  readonly baseLibrary: string | null
  /** Pages that only codes, messages or other mini-programs open, written as in app.json. */
  readonly entryPages: readonly string[]
  readonly livePlugin: LivePluginRule
}

/** The project's settings. Missing keys have the default values below. */
export const SETTINGS_FILE = 'release/check.json'

export const DEFAULT_SETTINGS: CheckSettings = {
  packageLimitKb: 2048,
  totalLimitKb: 20 * 1024,
  totalBudgetKb: null,
  baseLibrary: null,
  entryPages: [],
  livePlugin: {
    name: 'live-player-plugin',
    provider: 'wx2b03c6e691cd7370',
    subpackage: 'packageA',
    // the upload refuses older versions: "require minimum version[1.2.0]"
    minVersion: '1.2.0',
  },
}

/** Lists all faults, not only the first. */
export class SettingsError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`${SETTINGS_FILE} cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
  }
}

type Unparsed = Readonly<Record<string, unknown>>

export function parseSettings(raw: unknown): CheckSettings {
  const faults: string[] = []
  const root = asObject(raw, 'the file', faults)
  const plugin = asObject(root['livePlugin'] ?? {}, 'livePlugin', faults)
  refuseUnknown(root, Object.keys(DEFAULT_SETTINGS), '', faults)
  refuseUnknown(plugin, Object.keys(DEFAULT_SETTINGS.livePlugin), 'livePlugin.', faults)

  const kb = (name: 'packageLimitKb' | 'totalLimitKb') => {
    const value = root[name] ?? DEFAULT_SETTINGS[name]
    if (isSize(value)) return value
    faults.push(`${name} must be a number of KB above 0, got ${JSON.stringify(value)}`)
    return DEFAULT_SETTINGS[name]
  }
  const budget = root['totalBudgetKb'] ?? null
  if (budget !== null && !isSize(budget))
    faults.push(`totalBudgetKb must be a number of KB above 0, got ${JSON.stringify(budget)}`)
  const baseLibrary = root['baseLibrary'] ?? null
  if (baseLibrary !== null && !isVersion(baseLibrary))
    faults.push(`baseLibrary must be a version x.y.z, got ${JSON.stringify(baseLibrary)}`)
  const entryPages = root['entryPages'] ?? []
  if (!isTexts(entryPages))
    faults.push(`entryPages must be a list of paths, got ${JSON.stringify(entryPages)}`)
  const text = (name: keyof LivePluginRule, shape: RegExp, words: string) => {
    const value = plugin[name] ?? DEFAULT_SETTINGS.livePlugin[name]
    if (typeof value === 'string' && shape.test(value)) return value
    faults.push(`livePlugin.${name} must be ${words}, got ${JSON.stringify(value)}`)
    return DEFAULT_SETTINGS.livePlugin[name]
  }
  const settings: CheckSettings = {
    packageLimitKb: kb('packageLimitKb'),
    totalLimitKb: kb('totalLimitKb'),
    totalBudgetKb: isSize(budget) ? budget : null,
    baseLibrary: isVersion(baseLibrary) ? baseLibrary : null,
    entryPages: isTexts(entryPages) ? entryPages : [],
    livePlugin: {
      name: text('name', /^[\w-]+$/, "the plugin's alias"),
      provider: text('provider', /^wx[0-9a-f]{16}$/, 'an appid'),
      subpackage: text('subpackage', /^[\w-]+(\/[\w-]+)*$/, 'the root of a subpackage'),
      minVersion: text('minVersion', /^\d+\.\d+\.\d+$/, 'a version x.y.z'),
    },
  }
  if (faults.length > 0) throw new SettingsError(faults)
  return settings
}

export function readSettings(projectDir: string): CheckSettings {
  let text: string
  try {
    text = readFileSync(path.join(projectDir, SETTINGS_FILE), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return DEFAULT_SETTINGS
    throw new SettingsError([String(error)])
  }
  try {
    return parseSettings(JSON.parse(text))
  } catch (error) {
    throw error instanceof SettingsError ? error : new SettingsError([String(error)])
  }
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function isVersion(value: unknown): value is string {
  return typeof value === 'string' && /^\d+\.\d+\.\d+$/.test(value)
}

function asObject(value: unknown, where: string, faults: string[]): Unparsed {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Unparsed
  faults.push(`${where} must be an object, got ${JSON.stringify(value)}`)
  return {}
}

function refuseUnknown(value: Unparsed, known: string[], prefix: string, faults: string[]): void {
  for (const name of Object.keys(value))
    if (!known.includes(name))
      faults.push(`${prefix}${name} is not a setting. The settings are ${known.join(', ')}`)
}
