import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readLastUpload } from '../last-upload'
import { isRecord, type Project } from '../project/project'
import { readProject } from '../project/read-project'
import { KEY_VARIABLES } from './key'
import { gitFacts } from './git'
import type { Facts } from './plan'
import { readUploadSettings } from './settings'

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

export type GatheredFacts =
  | { readonly kind: 'read'; readonly facts: Facts; readonly project: Project }
  | { readonly kind: 'unreadable'; readonly message: string }

/** @throws when a file of settings, or of the last upload, cannot be used */
export function gatherFacts(projectDir: string, env: Environment): GatheredFacts {
  const read = readProject(projectDir)
  if (read.kind === 'unreadable') {
    const { file, line, message } = read.finding
    return { kind: 'unreadable', message: `${file}:${line} ${message}` }
  }
  const facts: Facts = {
    env,
    appid: read.appid,
    packageVersion: packageVersion(projectDir),
    git: gitFacts(projectDir),
    last: readLastUpload(projectDir),
    settings: readUploadSettings(projectDir),
  }
  return { kind: 'read', facts, project: read.project }
}

function packageVersion(projectDir: string): unknown {
  try {
    const json: unknown = JSON.parse(readFileSync(path.join(projectDir, 'package.json'), 'utf8'))
    return isRecord(json) ? json['version'] : undefined
  } catch {
    return undefined // an app without npm: its version comes from elsewhere
  }
}
