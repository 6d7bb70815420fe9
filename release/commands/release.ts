/** `npm run release`: moves the unreleased changes to a new version, commits and tags it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { EXIT, interruption, readArguments, runCommand, UsageError } from '../cli'
import { applyRelease } from '../versioning/apply-release'
import { CHANGELOG_FILE } from '../versioning/changelog'
import { planRelease, type ReleaseFacts } from '../versioning/plan-release'
import { LastUploadError, readLastUpload } from '../upload/last-upload'
import { isRecord } from '../project/project'
import { takeEnvironment } from '../upload/prepare'
import { git } from '../upload/git'
import { refusal } from '../upload/refusal'
import { print, refuse } from '../upload/output'
import { readUploadSettings, UploadSettingsError } from '../upload/settings'

const HELP = `Usage: npm run release -- X.Y.Z|major|minor|patch [--dry-run] [--json]

Moves the entries under [Unreleased] in ${CHANGELOG_FILE} to the version, sets it in package.json,
commits and tags vX.Y.Z. Pushes nothing and uses no network. Refuses a working tree with changes, any
branch other than releaseBranch of release/upload.json, and a version that is not above the last one.

  --dry-run         prints what would be released and changes nothing
  --project DIR     folder of package.json (default: the current folder)
  --json            last line of stdout: {"version","tag","commit"}, or {"error":{"code","message","advice"}}
  --help            this text

Exit code: 0 done, 1 git refused, 2 wrong usage, or there is nothing to release.`

interface Options {
  readonly requested: string
  readonly dir: string
  readonly dryRun: boolean
  readonly json: boolean
}

function release(options: Options): number {
  const { dir, dryRun, json } = options
  const planned = planRelease(options.requested, gather(dir))
  if (planned.kind === 'refused') return refuse(planned.refusals, options, EXIT.usage)
  const { version, tag, notes } = planned.release
  print(`Release ${version}\n\n${notes}\n`)
  if (dryRun) {
    print('Dry run: nothing was changed.')
    if (json) print(JSON.stringify({ version, tag, commit: null, dryRun: true }))
    return EXIT.ok
  }
  try {
    const commit = applyRelease(dir, planned.release)
    print(
      `Committed as ${commit}, tagged ${tag}. Next: git push --follow-tags, then npm run upload`,
    )
    print('(or let CI upload the tag).')
    if (json) print(JSON.stringify({ version, tag, commit }))
    return EXIT.ok
  } catch (error) {
    const gitRefusal = refusal(
      'git-refused',
      (error as Error).message,
      'Correct the cause and run npm run release again.',
    )
    return refuse([gitRefusal], options, EXIT.failed)
  }
}

function gather(dir: string): ReleaseFacts {
  try {
    const lines = (...args: string[]) =>
      git(dir, ...args)
        .split('\n')
        .filter(Boolean)
    const packageJson: unknown = JSON.parse(readText(dir, 'package.json'))
    return {
      branch: git(dir, 'branch', '--show-current'),
      changes: lines('status', '--porcelain'),
      tags: lines('tag'),
      packageVersion: isRecord(packageJson) ? packageJson['version'] : undefined,
      uploaded: readLastUpload(dir)?.version ?? null,
      changelog: readText(dir, CHANGELOG_FILE),
      settings: readUploadSettings(dir),
      today: today(new Date()),
    }
  } catch (error) {
    if (error instanceof LastUploadError || error instanceof UploadSettingsError)
      throw new UsageError(error.message)
    throw new UsageError(`No release can be made in ${dir}: ${(error as Error).message}`)
  }
}

function readText(dir: string, file: string): string {
  return readFileSync(path.join(dir, file), 'utf8')
}

/** In local time, so that a release in the morning does not have the date of the day before. */
function today(now: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

function main(): number {
  const { values, positionals } = readArguments({
    allowPositionals: true,
    options: {
      project: { type: 'string', default: '.' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    print(HELP)
    return EXIT.ok
  }
  takeEnvironment()
  // a release is done or undone as a whole: Ctrl-C must not end this process between two steps
  interruption()
  const [requested, ...others] = positionals
  if (requested === undefined || others.length > 0)
    throw new UsageError('Name one version: X.Y.Z, major, minor or patch.')
  const { project, 'dry-run': dryRun, json } = values
  return release({ requested, dir: path.resolve(project), dryRun, json })
}

void runCommand(main)
