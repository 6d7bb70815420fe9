import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DEFAULT_FLAVOUR, type Flavour, FLAVOURS, isFlavour } from '../flavour/flavour'
import { isRecord } from '../project/project'
import type { Sizes } from '../sizes'

/**
 * The last upload: `npm run upload` needs its version, and `npm run check` compares sizes with it.
 * Commit this file; it holds no secret.
 */
export const LAST_UPLOAD_FILE = 'release/last-upload.json'

/** `packages` and `total` are those of `npm run check`, not WeChat's. */
export interface LastUpload extends Sizes {
  readonly appid: string
  readonly version: string
  /** Sizes are compared only within one flavour. */
  readonly flavour: Flavour
  readonly plugins: readonly UploadedPlugin[]
  /** Time of the upload, ISO 8601. */
  readonly at: string
}

export interface UploadedPlugin {
  readonly provider: string
  readonly version: string
}

/** The file exists but cannot be used. */
export class LastUploadError extends Error {
  constructor(fault: string) {
    super(`${LAST_UPLOAD_FILE} cannot be used: ${fault}. Correct the file, or delete it.`)
  }
}

/** null: this folder has no record of an upload. */
export function readLastUpload(projectDir: string): LastUpload | null {
  let text: string
  try {
    text = readFileSync(path.join(projectDir, LAST_UPLOAD_FILE), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new LastUploadError(String(error))
  }
  try {
    return parseLastUpload(JSON.parse(text))
  } catch (error) {
    throw error instanceof LastUploadError ? error : new LastUploadError(String(error))
  }
}

export function writeLastUpload(projectDir: string, last: LastUpload): void {
  const file = path.join(projectDir, LAST_UPLOAD_FILE)
  mkdirSync(path.dirname(file), { recursive: true })
  const { appid, version, flavour, packages, total, plugins, at } = last
  // indented, so that a diff shows which package has grown
  writeFileSync(
    file,
    `${JSON.stringify({ appid, version, flavour, packages, total, plugins, at }, null, 2)}\n`,
  )
}

export function parseLastUpload(raw: unknown): LastUpload {
  if (!isRecord(raw)) throw new LastUploadError('it must be an object')
  // older files have no flavour
  const { packages, plugins, total, flavour = DEFAULT_FLAVOUR } = raw
  if (!isFlavour(flavour)) throw new LastUploadError(`"flavour" must be ${FLAVOURS.join(' or ')}`)
  if (!isRecord(packages)) throw new LastUploadError('"packages" must be an object')
  if (!isBytes(total)) throw new LastUploadError('"total" must be a number of bytes')
  if (!Array.isArray(plugins)) throw new LastUploadError('"plugins" must be a list')
  const text = (name: 'appid' | 'version' | 'at') => {
    const value = raw[name]
    if (typeof value === 'string' && value !== '') return value
    throw new LastUploadError(`"${name}" must be a text`)
  }
  return {
    appid: text('appid'),
    version: text('version'),
    flavour,
    packages: Object.fromEntries(Object.entries(packages).map(readPackage)),
    total,
    plugins: plugins.map(readPlugin),
    at: text('at'),
  }
}

function readPackage([name, bytes]: [string, unknown]): [string, number] {
  if (isBytes(bytes)) return [name, bytes]
  throw new LastUploadError(`"packages.${name}" must be a number of bytes`)
}

function readPlugin(raw: unknown): UploadedPlugin {
  const plugin = isRecord(raw) ? raw : {}
  const { provider, version } = plugin
  if (typeof provider === 'string' && typeof version === 'string') return { provider, version }
  throw new LastUploadError('each of "plugins" must have a provider and a version')
}

function isBytes(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}
