/** `npm run check`: would WeChat take this app, and would it run on a phone? Offline, no account. */
import path from 'node:path'
import { checkFlavours } from '../check-flavours'
import { EXIT, interruption, readArguments, readTimeLimit, runCommand, UsageError } from '../cli'
import { type Flavour, FLAVOURS, isFlavour } from '../flavour/flavour'
import { LAST_UPLOAD_FILE, type LastUpload, LastUploadError, readLastUpload } from '../last-upload'
import { humanText, jsonLine } from '../report'
import { type CheckSettings, readSettings, SETTINGS_FILE, SettingsError } from '../settings'

const HELP = `Usage: npm run check -- [--flavour NAME] [--json] [--project DIR] [--time-limit SECONDS]

Compiles the mini-program with WeChat's own compiler, offline, weighs its packages and refuses what
WeChat or a phone would refuse, in both of its flavours. Limits of the project's own stand in ${SETTINGS_FILE}; sizes are
compared with those of the last upload, where ${LAST_UPLOAD_FILE} knows of one.

  --flavour NAME  only plugin (with WeChat's live plugin) or channels (without, for Channels live)
  --json          last line of stdout: {"packages":{…},"total":BYTES,"problems":[…],"flavours":{…}};
                  packages and total are those of the plugin flavour, or of the one asked for;
                  "notChecked":[{"rule","why"}] is there only where a rule could not be applied
  --project DIR   folder of project.config.json (default: the current one)
  --time-limit N  seconds for the compiler (default: 120)
  --help          this text

WeChat's compilers of templates and styles are programs for x64 (glibc on Linux, macOS, Windows). Where they cannot
be started, the report names the rules that were not applied; this changes no exit code.

Exit code: 0 no problem, 1 problems, 2 wrong usage, 130 interrupted.`

interface Options {
  readonly json: boolean
  readonly help: boolean
  readonly flavours: readonly Flavour[]
  readonly projectDir: string
  readonly timeLimitMs: number
}

function readOptions(): Options {
  const { values } = readArguments({
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      flavour: { type: 'string' },
      project: { type: 'string', default: '.' },
      'time-limit': { type: 'string', default: '120' },
    },
  })
  return {
    json: values.json,
    help: values.help,
    flavours: values.flavour === undefined ? FLAVOURS : [flavourOf(values.flavour)],
    projectDir: path.resolve(values.project),
    timeLimitMs: readTimeLimit(values['time-limit']),
  }
}

function flavourOf(text: string): Flavour {
  if (isFlavour(text)) return text
  throw new UsageError(`--flavour must be ${FLAVOURS.join(' or ')}, got "${text}"`)
}

async function run({ json, flavours, projectDir, timeLimitMs }: Options): Promise<number> {
  const { settings, last } = readFiles(projectDir)
  const outcome = await checkFlavours(flavours, projectDir, {
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
  process.stdout.write(`${humanText(report, settings, last)}\n`)
  if (json) process.stdout.write(`${jsonLine(report)}\n`)
  return report.problems.length === 0 ? EXIT.ok : EXIT.failed
}

function readFiles(projectDir: string): { settings: CheckSettings; last: LastUpload | null } {
  try {
    return { settings: readSettings(projectDir), last: readLastUpload(projectDir) }
  } catch (error) {
    const isTheirs = error instanceof SettingsError || error instanceof LastUploadError
    throw isTheirs ? new UsageError(error.message) : error
  }
}

async function main(): Promise<number> {
  const options = readOptions()
  if (!options.help) return await run(options)
  process.stdout.write(`${HELP}\n`)
  return EXIT.ok
}

void runCommand(main)
