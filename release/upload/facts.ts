import { readFileSync } from 'node:fs'
import path from 'node:path'
import { KEY_VARIABLES } from '../child-process'
import { LastUploadError, readLastUpload } from '../last-upload'
import { isRecord, type Project } from '../project/project'
import { readProject } from '../project/read-project'
import { type CheckSettings, readSettings, SettingsError } from '../settings'
import { gitFacts } from './git'
import type { Facts } from './plan'
import { refusal, type Refusal, type RefusalCode } from './refusal'
import { readUploadSettings, UploadSettingsError } from './settings'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The environment, and the key out of it: whatever this process starts from now on, git included,
 * inherits none.
 */
export function takeEnvironment(): Environment {
  const env = { ...process.env }
  for (const name of KEY_VARIABLES) Reflect.deleteProperty(process.env, name)
  return env
}

/** What every command reads first. */
export type Prepared =
  | {
      readonly kind: 'ready'
      readonly facts: Facts
      readonly project: Project
      readonly settings: CheckSettings
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }

/** What cannot be read is a refusal like any other: with a code, and a line for scripts. */
export function prepare(projectDir: string, env: Environment): Prepared {
  const refused = (code: RefusalCode, message: string, advice: string): Prepared => ({
    kind: 'refused',
    refusals: [refusal(code, message, advice)],
  })
  try {
    const read = readProject(projectDir)
    if (read.kind === 'unreadable') {
      const { file, line, message } = read.finding
      return refused('no-project', `${file}:${line} ${message}`, 'Nothing can be sent from here.')
    }
    const facts: Facts = {
      env,
      appid: read.appid,
      packageVersion: packageVersion(projectDir),
      git: gitFacts(projectDir),
      last: readLastUpload(projectDir),
      settings: readUploadSettings(projectDir),
    }
    return { kind: 'ready', facts, project: read.project, settings: readSettings(projectDir) }
  } catch (error) {
    const known =
      error instanceof SettingsError ||
      error instanceof UploadSettingsError ||
      error instanceof LastUploadError
    if (!known) throw error
    return refused('bad-settings', error.message, 'release/README.md tells what may stand there.')
  }
}

function packageVersion(projectDir: string): unknown {
  try {
    const json: unknown = JSON.parse(readFileSync(path.join(projectDir, 'package.json'), 'utf8'))
    return isRecord(json) ? json['version'] : undefined
  } catch {
    return undefined // an app without npm: its version comes from elsewhere
  }
}
