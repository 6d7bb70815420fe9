/** The edge that upload and preview share: arguments in, words and an exit code out. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { EXIT, interruption, readTimeLimit } from '../cli'
import { LastUploadError } from '../last-upload'
import { humanText } from '../report'
import { type CheckSettings, readSettings, SettingsError } from '../settings'
import { type Command, deliver, type Delivery } from './deliver'
import { type GatheredFacts, gatherFacts, takeEnvironment } from './facts'
import type { QrCode } from './messages'
import type { Asked } from './plan'
import { refusal, type Refusal } from './refusal'
import { comparisonText, errorLine, planText, refusalText, resultLine, unfit } from './report'
import { UploadSettingsError } from './settings'

export const TARGET_OPTIONS = {
  robot: { type: 'string' },
  project: { type: 'string', default: '.' },
  'time-limit': { type: 'string', default: '300' },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

export const COMMON_OPTIONS = { ...TARGET_OPTIONS, desc: { type: 'string' } } as const

export const COMMON_HELP = `\
  --robot N         1–30; default: what release/upload.json says of the branch
  --desc TEXT       default: subject and hash of the commit; cut at 200 characters
  --project DIR     folder of project.config.json (default: the current one)
  --time-limit N    seconds for all of it (default: 300)
  --dry-run         everything up to the network
  --json            the last line of stdout is for scripts, see below
  --help            this text`

interface CommonValues {
  readonly robot?: string | undefined
  readonly desc?: string | undefined
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
    projectDir: path.resolve(values.project),
    timeLimitMs: readTimeLimit(values['time-limit']),
    dryRun: values['dry-run'],
    json: values.json,
  }
}

export interface DeliveryOptions extends CommonOptions {
  readonly command: Command
  /** Of a preview: where its picture goes. */
  readonly qrFile?: string
}

export async function runDelivery(options: DeliveryOptions): Promise<number> {
  const { projectDir, command } = options
  const signal = interruption()
  const env = takeEnvironment()
  const prepared = prepare(() => ({
    settings: readSettings(projectDir),
    gathered: gatherFacts(projectDir, env),
  }))
  if (prepared.kind === 'refused') return refuse(prepared.refusals, options, EXIT.usage)
  const { settings, facts, project } = prepared
  const delivery = await deliver({
    command,
    projectDir,
    project,
    facts,
    settings,
    asked: options,
    env,
    timeLimitMs: options.timeLimitMs,
    dryRun: options.dryRun,
    signal,
    onProgress: tellStep,
    onChecked: (report, plan) => {
      print(humanText(report, settings))
      if (report.problems.length === 0)
        print(`\n${planText(command.kind === 'upload' ? 'Upload to' : 'Preview on', plan)}`)
    },
  })
  return conclude(delivery, options)
}

type Prepared =
  | ({ kind: 'ready'; settings: CheckSettings } & Omit<
      Extract<GatheredFacts, { kind: 'read' }>,
      'kind'
    >)
  | { kind: 'refused'; refusals: Refusal[] }

/** What cannot be read is a refusal like any other: with a code, and a line for scripts. */
export function prepare(
  read: () => { settings: CheckSettings; gathered: GatheredFacts },
): Prepared {
  const refused = (code: string, message: string, advice: string): Prepared => ({
    kind: 'refused',
    refusals: [refusal(code, message, advice)],
  })
  try {
    const { settings, gathered } = read()
    if (gathered.kind === 'unreadable')
      return refused('no-project', gathered.message, 'Correct it.')
    return { kind: 'ready', settings, facts: gathered.facts, project: gathered.project }
  } catch (error) {
    const known =
      error instanceof SettingsError ||
      error instanceof UploadSettingsError ||
      error instanceof LastUploadError
    if (!known) throw error
    return refused('bad-settings', error.message, 'release/README.md tells what may stand there.')
  }
}

function conclude(delivery: Delivery, options: DeliveryOptions): number {
  switch (delivery.kind) {
    case 'aborted':
      tell('Interrupted.')
      return EXIT.interrupted
    case 'refused':
      return refuse(delivery.refusals, options, EXIT.usage)
    case 'failed':
      return refuse([delivery.refusal], options, EXIT.failed)
    case 'unfit':
      return refuse([unfit(delivery.report)], options, EXIT.problems, {
        problems: delivery.report.problems,
      })
    case 'dry-run': {
      const { plan, report, livePlugin } = delivery
      print('Dry run: nothing was sent.')
      if (options.json) print(resultLine(plan, report, livePlugin, { dryRun: true }))
      return EXIT.ok
    }
    case 'taken':
      return concludeTaken(delivery, options)
  }
}

function concludeTaken(
  { plan, comparison, qr }: Extract<Delivery, { kind: 'taken' }>,
  options: DeliveryOptions,
): number {
  print(`WeChat took it: ${comparisonText(comparison)}`)
  const file = qr && options.qrFile !== undefined ? keepQr(qr, options.qrFile) : null
  if (comparison.failure) return refuse([comparison.failure], options, EXIT.failed)
  if (options.json)
    print(
      resultLine(plan, comparison.sizes, comparison.livePlugin, file === null ? {} : { qr: file }),
    )
  return EXIT.ok
}

function keepQr({ pictureBase64, terminal }: QrCode, file: string): string {
  writeFileSync(file, Buffer.from(pictureBase64, 'base64'))
  print(terminal ?? 'The picture could not be drawn here.')
  print(`Scan it with WeChat, or open ${file}.`)
  return file
}

export function refuse(
  refusals: readonly Refusal[],
  { json }: Pick<CommonOptions, 'json'>,
  exitCode: number,
  more: object = {},
): number {
  tell(refusalText(refusals))
  if (json) print(errorLine(refusals, more))
  return exitCode
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function tell(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** miniprogram-ci names every file that it compiles, and some steps by nothing. */
export function tellStep(step: string): void {
  if (step.trim() !== '' && !/\.[a-z]+$/.test(step)) tell(step)
}
