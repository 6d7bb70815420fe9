import { readFileSync } from 'node:fs'
import path from 'node:path'
import { KEY_VARIABLES } from '../child-process'
import { LastUploadError, readLastUpload } from './last-upload'
import { isRecord, type Project } from '../project/project'
import { readProject } from '../project/read-project'
import { type CheckSettings, readSettings, SettingsError } from '../settings'
import { gitFacts } from './git'
import type { Facts } from './plan'
import { refusal, type Refusal, type RefusalCode } from './refusal'
import { readUploadSettings, UploadSettingsError } from './settings'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Returns the environment and removes the key from `process.env`, so that no child process inherits
 * it, git included.
 */
export function takeEnvironment(): Environment {
  const env = { ...process.env }
  for (const name of KEY_VARIABLES) Reflect.deleteProperty(process.env, name)
  return env
}

/** What each command reads first. */
export type Prepared =
  | {
      readonly kind: 'ready'
      readonly facts: Facts
      readonly project: Project
      readonly settings: CheckSettings
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }

/**
 * Reads the project, settings and git. A file that cannot be read becomes a refusal with a code.
 */
export function prepare(projectDir: string, env: Environment): Prepared {
  const refused = (code: RefusalCode, message: string, advice: string): Prepared => ({
    kind: 'refused',
    refusals: [refusal(code, message, advice)],
  })
  try {
    const read = readProject(projectDir)
    if (read.kind === 'unreadable') {
      const { file, line, message } = read.finding
      return refused(
        'no-project',
        `${file}:${line} ${message}`,
        'Run the command in the folder of project.config.json, or name that folder by --project.',
      )
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
    return refused('bad-settings', error.message, 'release/README.md lists the settings.')
  }
}

function packageVersion(projectDir: string): unknown {
  try {
    const json: unknown = JSON.parse(readFileSync(path.join(projectDir, 'package.json'), 'utf8'))
    return isRecord(json) ? json['version'] : undefined
  } catch {
    return undefined // an app without npm: its version has another source
  }
}
