import { readFileSync } from 'node:fs'
import path from 'node:path'
import { DEFAULT_FLAVOUR, type Flavour, FLAVOURS, isFlavour } from '../flavour/flavour'
import { isRecord } from '../project/project'

/**
 * The upload robot of each branch. Each robot has its own build among the development versions, so
 * that a preview of one branch does not replace the preview of another.
 */
export interface UploadSettings {
  /** Name or pattern of a branch or tag, and its robot. */
  readonly robots: readonly (readonly [pattern: string, robot: number])[]
  /** The only branch for `npm run release`. */
  readonly releaseBranch: string
  /** The flavour of upload and preview without --flavour. */
  readonly flavour: Flavour
}

/** The project's settings. Missing keys have the default values below. */
export const UPLOAD_SETTINGS_FILE = 'release/upload.json'

export const DEFAULT_UPLOAD_SETTINGS: UploadSettings = {
  robots: [['*', 1]],
  releaseBranch: 'main',
  flavour: DEFAULT_FLAVOUR,
}

/** Lists all faults, not only the first. */
export class UploadSettingsError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(
      `${UPLOAD_SETTINGS_FILE} cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    )
  }
}

export function readUploadSettings(projectDir: string): UploadSettings {
  let text: string
  try {
    text = readFileSync(path.join(projectDir, UPLOAD_SETTINGS_FILE), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return DEFAULT_UPLOAD_SETTINGS
    throw new UploadSettingsError([String(error)])
  }
  try {
    return parseUploadSettings(JSON.parse(text))
  } catch (error) {
    throw error instanceof UploadSettingsError ? error : new UploadSettingsError([String(error)])
  }
}

export function parseUploadSettings(raw: unknown): UploadSettings {
  if (!isRecord(raw)) throw new UploadSettingsError(['the file must be an object'])
  const faults: string[] = []
  const known = Object.keys(DEFAULT_UPLOAD_SETTINGS)
  for (const name of Object.keys(raw))
    if (!known.includes(name))
      faults.push(`${name} is not a setting. The settings are ${known.join(', ')}`)
  const robots = raw['robots'] ?? Object.fromEntries(DEFAULT_UPLOAD_SETTINGS.robots)
  if (!isRecord(robots)) faults.push('robots must be an object: {"main": 1, "*": 2}')
  const entries = isRecord(robots) ? Object.entries(robots) : []
  for (const [pattern, robot] of entries)
    if (!isRobot(robot))
      faults.push(`robots["${pattern}"] must be a number 1–30, got ${JSON.stringify(robot)}`)
  const branch = raw['releaseBranch'] ?? DEFAULT_UPLOAD_SETTINGS.releaseBranch
  const releaseBranch = typeof branch === 'string' ? branch : ''
  if (releaseBranch === '')
    faults.push(`releaseBranch must be the name of a branch, got ${JSON.stringify(branch)}`)
  const flavour = raw['flavour'] ?? DEFAULT_UPLOAD_SETTINGS.flavour
  if (!isFlavour(flavour))
    faults.push(`flavour must be ${FLAVOURS.join(' or ')}, got ${JSON.stringify(flavour)}`)
  if (faults.length > 0) throw new UploadSettingsError(faults)
  return {
    flavour: isFlavour(flavour) ? flavour : DEFAULT_FLAVOUR,
    robots: entries.flatMap(([pattern, robot]) => (isRobot(robot) ? [[pattern, robot]] : [])),
    releaseBranch,
  }
}

/** WeChat has the robots 1 to 30. @see devtools/ci, robot */
export function isRobot(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 30
}

/**
 * The robot of the exact name, else of the first matching pattern; `*` matches any characters.
 * null: no entry matches.
 * @param name the branch or tag; '' if unknown, which only `*` matches
 */
export function robotFor(name: string, { robots }: UploadSettings): number | null {
  const exact = robots.find(([pattern]) => pattern === name)
  return (exact ?? robots.find(([pattern]) => fits(name, pattern)))?.[1] ?? null
}

function fits(name: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 'u').test(name)
}
