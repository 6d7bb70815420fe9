/** Options of the commands that use WeChat's upload service. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { readTimeLimit, UsageError } from '../cli'
import type { RequestedOptions } from './plan'

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
  --robot N         1–30; default: the robot of the branch in release/upload.json
  --flavour NAME    plugin: with WeChat's live plugin; channels: Channels live only, without the plugin;
                    default: "flavour" of release/upload.json, else plugin
  --desc TEXT       default: subject and hash of the commit; at most 200 characters
  --project DIR     folder of project.config.json (default: the current folder)
  --time-limit N    seconds for the whole command (default: 300)
  --dry-run         does everything except the network access
  --json            last line of stdout is JSON, see below
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

export interface CommonOptions extends RequestedOptions {
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

/** Reads the path of an output file. Fails early if its folder does not exist. */
export function readTarget(option: string, file: string): string {
  const target = path.resolve(file)
  if (existsSync(path.dirname(target))) return target
  throw new UsageError(`${option} ${file}: there is no folder ${path.dirname(target)}.`)
}
