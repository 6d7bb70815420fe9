import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Command } from '../../scripts/command/command'
import { failureOf, runProgram } from '../../scripts/command/run-program'
import type { Area } from './areas'
import type { MutationReport } from './report'

const ROOT = path.resolve(__dirname, '../..')
const CACHE = '.cache/mutate'
const COPY = `${CACHE}/copy`
const COMMAND = path.join(__dirname, 'node_modules/@stryker-mutator/core/bin/stryker.js')

/**
 * Stryker is not part of the project's install: it has more packages than all other tests together,
 * and only this command needs it.
 */
export async function installStryker(command: Command): Promise<void> {
  if (existsSync(COMMAND)) return
  await run(command, 'Install Stryker in bench/mutate, once', INSTALL_LIMIT_MS, {
    program: 'npm',
    args: ['ci'],
    cwd: __dirname,
  })
}

const INSTALL_LIMIT_MS = 15 * 60_000
/** Limit for an area with hundreds of changes. */
const AREA_LIMIT_MS = 12 * 60 * 60_000
/** Time for Stryker to stop its test runners. */
const GRACE_MS = 10_000

export interface Wish {
  readonly concurrency: number
  /** Files or lines; '' for the whole area. */
  readonly only: string
}

/** @throws if Stryker does not run, or if the tests fail without any change */
export async function mutate(
  command: Command,
  area: Area,
  { concurrency, only }: Wish,
): Promise<MutationReport> {
  const report = `${CACHE}/${area.name}.report.json`
  const config = `${CACHE}/${area.name}.config.json`
  mkdirSync(path.join(ROOT, CACHE), { recursive: true })
  writeFileSync(
    path.join(ROOT, config),
    JSON.stringify({
      mutate: only === '' ? area.code : [only],
      testRunner: 'jest',
      jest: { projectType: 'custom', configFile: 'bench/mutate/jest.config.js' },
      coverageAnalysis: 'perTest',
      concurrency,
      // jest keeps the modules of all runs in memory: a process reaches 1 GB after this number of
      // runs
      maxTestRunnerReuse: 60,
      // a change that only has an effect while a module loads would need all tests
      ignoreStatic: true,
      timeoutMS: 10_000,
      // Stryker works on a copy of the files that the unit tests need
      ignorePatterns: IGNORED,
      tempDirName: COPY,
      // a part of an area is always run again, and its results do not replace those of the whole
      incremental: only === '',
      incrementalFile: `${CACHE}/${area.name}.before.json`,
      reporters: ['json', 'progress-append-only'],
      jsonReporter: { fileName: report },
    }),
  )
  await run(command, `Try the changes of ${area.name}`, AREA_LIMIT_MS, {
    program: process.execPath,
    args: [COMMAND, 'run', config],
    cwd: ROOT,
    env: { ...process.env, MUTATE_TESTS: area.tests.join(',') },
  })
  return JSON.parse(readFileSync(path.join(ROOT, report), 'utf8')) as MutationReport
}

const IGNORED = [
  ...['docs', 'release', 'sandbox', 'screenshots', 'scripts', 'server', 'package*.json'],
  ...['components', 'e2e', 'pages', 'release', 'sandbox', 'server'].map((name) => `test/${name}`),
  ...[
    'bench/*.ts',
    'bench/server-cost',
    'bench/simulation',
    'bench/storm',
    'bench/client-cost',
    '.cache',
    '.data',
  ],
]

interface Program {
  readonly program: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env?: NodeJS.ProcessEnv
}

/** Its output goes to stderr, because stdout is for the result. */
async function run(
  command: Command,
  step: string,
  limitMs: number,
  { program, args, ...options }: Program,
): Promise<void> {
  const end = await command.open(
    step,
    limitMs + GRACE_MS,
    (signal) =>
      runProgram(program, args, {
        ...options,
        signal,
        limitMs,
        graceMs: GRACE_MS,
        stdio: ['ignore', 2, 2],
      }),
    () => {
      // Stryker removes its copy, except when it is killed
      rmSync(path.join(ROOT, COPY), { recursive: true, force: true, maxRetries: 5 })
    },
  )
  if (end.kind !== 'ended' || end.code !== 0) throw new Error(`${step}: ${failureOf(end)}`)
}
