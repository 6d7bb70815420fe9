import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Area } from './areas'
import type { MutationReport } from './report'

const ROOT = path.resolve(__dirname, '../..')
const CACHE = '.cache/mutate'
const COMMAND = path.join(__dirname, 'node_modules/@stryker-mutator/core/bin/stryker.js')

/**
 * Stryker is no part of the project's own install: it brings more packages than all tests together, and
 * only who runs this by hand needs it.
 */
export function installStryker(): void {
  if (existsSync(COMMAND)) return
  console.error('Installing Stryker in bench/mutate, once …')
  run('npm', ['ci'], { cwd: __dirname })
}

export interface Wish {
  readonly concurrency: number
  /** Files or lines instead of the whole area; '' for the whole. */
  readonly only: string
}

/** @throws where it does not run, or the tests fail without any change */
export function mutate(area: Area, { concurrency, only }: Wish): MutationReport {
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
      // jest keeps the modules of all its runs: after so many a process has a gigabyte
      maxTestRunnerReuse: 60,
      // a change that matters only while a module loads would have to be tried with all tests
      ignoreStatic: true,
      timeoutMS: 10_000,
      // what it works on is a copy, of what the unit tests need
      ignorePatterns: IGNORED,
      tempDirName: `${CACHE}/copy`,
      // a part of an area is tried anew each time, and does not replace what is known of the whole
      incremental: only === '',
      incrementalFile: `${CACHE}/${area.name}.before.json`,
      reporters: ['json', 'progress-append-only'],
      jsonReporter: { fileName: report },
    }),
  )
  run(process.execPath, [COMMAND, 'run', config], {
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

/** What it says goes to stderr: stdout is for the result. */
function run(
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): void {
  const { status, error } = spawnSync(command, args, { ...options, stdio: ['ignore', 2, 2] })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(status)}.`)
}
