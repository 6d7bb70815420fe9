/** `npm run check`: would WeChat take this app, and would it run on a phone? Offline, no account. */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { checkProject } from './check-project'
import { humanText, jsonLine } from './report'
import { readSettings, SETTINGS_FILE, SettingsError } from './settings'

const HELP = `Usage: npm run check -- [--json] [--project DIR] [--time-limit SECONDS]

Compiles the mini-program with WeChat's own compiler, offline, weighs its packages and refuses what
WeChat or a phone would refuse. Limits of the project's own stand in ${SETTINGS_FILE}.

  --json          last line of stdout: {"packages":{…},"total":BYTES,"problems":[…]}
  --project DIR   folder of project.config.json (default: the current one)
  --time-limit N  seconds for the compiler (default: 120)
  --help          this text

Exit code: 0 no problem, 1 problems, 2 wrong usage, 130 interrupted.`

const EXIT = { clean: 0, problems: 1, usage: 2, interrupted: 130 }

interface Options {
  readonly json: boolean
  readonly help: boolean
  readonly projectDir: string
  readonly timeLimitMs: number
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      project: { type: 'string', default: '.' },
      'time-limit': { type: 'string', default: '120' },
    },
  })
  const seconds = Number(values['time-limit'])
  if (!(seconds > 0 && seconds <= 86_400))
    throw new RangeError(`--time-limit must be seconds above 0, got "${values['time-limit']}"`)
  return {
    json: values.json,
    help: values.help,
    projectDir: path.resolve(values.project),
    timeLimitMs: seconds * 1000,
  }
}

/** Ctrl-C ends the compiler and removes its folder before we go. */
function interruption(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => controller.abort())
  return controller.signal
}

async function run({ json, projectDir, timeLimitMs }: Options): Promise<number> {
  const settings = readSettings(projectDir)
  const outcome = await checkProject({
    projectDir,
    settings,
    timeLimitMs,
    signal: interruption(),
    onProgress: (text) => process.stderr.write(`${text}\n`),
  })
  if (outcome.kind === 'aborted') {
    process.stderr.write('Interrupted.\n')
    return EXIT.interrupted
  }
  const { report } = outcome
  process.stdout.write(`${humanText(report, settings)}\n`)
  if (json) process.stdout.write(`${jsonLine(report)}\n`)
  return report.problems.length === 0 ? EXIT.clean : EXIT.problems
}

async function main(): Promise<number> {
  try {
    const options = readOptions()
    if (!options.help) return await run(options)
    process.stdout.write(`${HELP}\n`)
    return EXIT.clean
  } catch (error) {
    const known = error instanceof SettingsError || error instanceof RangeError || isUsage(error)
    process.stderr.write(`${known ? error.message : String((error as Error).stack)}\n`)
    if (known) process.stderr.write('--help tells how it is used.\n')
    return known ? EXIT.usage : EXIT.problems
  }
}

function isUsage(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE')
}

void main().then((code) => {
  process.exitCode = code
})
