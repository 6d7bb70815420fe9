/**
 * `npm run check`: checks offline, without an account, that WeChat accepts the app and that it runs
 * on a phone.
 */
import path from 'node:path'
import { checkFlavours } from '../check/check-flavours'
import { EXIT, interruption, readArguments, readTimeLimit, runCommand, UsageError } from '../cli'
import { type Flavour, FLAVOURS, isFlavour } from '../flavour/flavour'
import {
  LAST_UPLOAD_FILE,
  type LastUpload,
  LastUploadError,
  readLastUpload,
} from '../upload/last-upload'
import { humanText, jsonLine } from '../check/report'
import { type CheckSettings, readSettings, SETTINGS_FILE, SettingsError } from '../settings'

const HELP = `Usage: npm run check -- [--flavour NAME] [--json] [--project DIR] [--time-limit SECONDS]

Compiles both flavours of the mini-program offline with WeChat's own compiler, measures the packages and
reports what WeChat or a phone refuses. The project's own limits are in ${SETTINGS_FILE}. If there is a
${LAST_UPLOAD_FILE}, sizes are compared with those of the last upload.

  --flavour NAME  check one flavour: plugin (with WeChat's live plugin) or channels (Channels live only)
  --json          last line of stdout: {"packages":{…},"total":BYTES,"problems":[…],"flavours":{…},"notes":[…]};
                  packages and total are those of the plugin flavour, or of the flavour named by --flavour;
                  notes have the form of problems and need no action;
                  "notChecked":[{"rule","why"}] is present only if a rule could not be applied
  --project DIR   folder of project.config.json (default: the current folder)
  --time-limit N  seconds for the compiler (default: 120)
  --help          this text

WeChat's compilers of templates and styles run on x64 only (Linux with glibc, macOS, Windows). If they cannot
be started, the report names the rules that were not applied. This does not change the exit code.

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
    const isUsage = error instanceof SettingsError || error instanceof LastUploadError
    throw isUsage ? new UsageError(error.message) : error
  }
}

async function main(): Promise<number> {
  const options = readOptions()
  if (!options.help) return await run(options)
  process.stdout.write(`${HELP}\n`)
  return EXIT.ok
}

void runCommand(main)
