/** The options of the command lines that talk to WeChat. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { readTimeLimit, UsageError } from '../cli'
import type { Asked } from './plan'

export const TARGET_OPTIONS = {
  robot: { type: 'string' },
  project: { type: 'string', default: '.' },
  'time-limit': { type: 'string', default: '300' },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

export const COMMON_OPTIONS = {
  ...TARGET_OPTIONS,
  desc: { type: 'string' },
  flavour: { type: 'string' },
} as const

export const COMMON_HELP = `\
  --robot N         1–30; default: what release/upload.json says of the branch
  --flavour NAME    plugin: with WeChat's live plugin; channels: without, for Channels live alone;
                    default: what release/upload.json says, else plugin
  --desc TEXT       default: subject and hash of the commit; cut at 200 characters
  --project DIR     folder of project.config.json (default: the current one)
  --time-limit N    seconds for all of it (default: 300)
  --dry-run         everything up to the network
  --json            the last line of stdout is for scripts, see below
  --help            this text`

interface CommonValues {
  readonly robot?: string | undefined
  readonly desc?: string | undefined
  readonly flavour?: string | undefined
  readonly project: string
  readonly 'time-limit': string
  readonly 'dry-run': boolean
  readonly json: boolean
}

export interface CommonOptions extends Asked {
  readonly projectDir: string
  readonly timeLimitMs: number
  readonly dryRun: boolean
  readonly json: boolean
}

export function readCommon(values: CommonValues): CommonOptions {
  return {
    robot: values.robot,
    description: values.desc,
    flavour: values.flavour,
    projectDir: path.resolve(values.project),
    timeLimitMs: readTimeLimit(values['time-limit']),
    dryRun: values['dry-run'],
    json: values.json,
  }
}

/** Where a result goes: told before WeChat is asked for it. */
export function readTarget(option: string, file: string): string {
  const target = path.resolve(file)
  if (existsSync(path.dirname(target))) return target
  throw new UsageError(`${option} ${file}: there is no folder ${path.dirname(target)}.`)
}
