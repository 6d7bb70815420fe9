// `npm test`: every check of the project. Exit code 0 means that each of them
// ran and was green; a test that was skipped counts as a failure.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { require as requireTs } from 'tsx/cjs/api'

const { failureOf, runProgram } = requireTs('./command/run-program.ts', import.meta.url)
const { interruption, INTERRUPTED } = requireTs('./command/interruption.ts', import.meta.url)

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)
// short: sockets below it have paths of at most 103 characters
const work = mkdtempSync(path.join(os.tmpdir(), 'live-test-'))
/** Temporary folders of all steps: a test that is interrupted cannot remove its own. */
const temp = path.join(work, 't')
mkdirSync(temp)
const report = path.join(work, 'jest.json')
const node = process.execPath
/** With the usual 16 MB most of what they make is looked at twice. jest's workers inherit it, and tsc gets it. */
const roomy = [node, '--max-semi-space-size=64']
const bin = (name, file) => path.join(path.dirname(require.resolve(`${name}/package.json`)), file)

/** What did not run, and how to get it: the last lines that anyone reads. */
const notRun = []
/** A developer's machine may have no Redis; where CI decides, that is a failure like any other. */
const mayLackRedis =
  process.env.CI !== 'true' && spawnSync('redis-server', ['--version']).status !== 0

/** As `npm run imports`. */
const IMPORTS = [
  ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  ...['miniprogram', 'server', 'sandbox', 'release', 'scripts', 'bench', 'test'],
]
const programs = ['node', 'test', 'browser'].map((name) => `tsconfig.${name}.json`)

/** Two lanes, side by side: few of these keep more than one core busy. */
const lanes = [
  [['eslint', [...roomy, bin('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0']]],
  [
    // tsconfig.json, the app as WeChat compiles it, is what `compile` checks, in both flavours
    ['types', [...roomy, 'scripts/typecheck.mjs', ...programs]],
    ['stylelint', [node, bin('stylelint', 'bin/stylelint.mjs'), '{miniprogram,sandbox}/**/*.wxss']],
    [
      'prettier',
      [node, bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    ],
    [
      'imports',
      [
        node,
        path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
        ...IMPORTS,
      ],
    ],
    ['typings', [node, '--import', 'tsx', 'server/openapi.ts']],
    ['workflows', [node, '--import', 'tsx', 'scripts/lint-workflows.ts']],
    ['compile', [node, '--import', 'tsx', 'release/commands/check.ts', '--json']],
  ],
]
/** Alone: it keeps every core busy by itself. */
const jest = [
  'jest',
  [
    ...[...roomy, bin('jest', 'bin/jest.js'), '--ci', '--json', '--outputFile', report],
    // by default it is in the temporary folder, which is removed
    ...['--cacheDirectory', path.join(root, '.cache/jest')],
  ],
  jestRanAll,
]

/** Folders below test: a test has to run in each. */
const TESTED = [
  ...[
    'live/domain',
    'live/services',
    'live/components',
    'packageA',
    'pages',
    'channels-flavour',
  ].map((folder) => `miniprogram/${folder}`),
  ...['server', 'sandbox', 'release', 'e2e'],
]

/** Green alone is not enough: nothing may have been skipped, and every project must have run. */
function jestRanAll() {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  const files = testResults.map(({ name }) =>
    path.relative(path.join(root, 'test'), name).replaceAll(path.sep, '/'),
  )
  const missing = TESTED.filter((folder) => !files.some((file) => file.startsWith(`${folder}/`)))
  console.log(`tests: ${numPassedTests} passed, ${numFailedTests} failed`)
  if (missing.length > 0) console.error(`No test ran in: ${missing.join(', ')}`)
  const withoutRedis = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, fullName }) => status === 'pending' && fullName.includes('Redis')).length
  const skipped = numPendingTests + numTodoTests - (mayLackRedis ? withoutRedis : 0)
  if (mayLackRedis) notRun.push(`${withoutRedis} tests on a real Redis: install redis-server`)
  if (skipped > 0) console.error(`${skipped} tests were skipped; a skipped test is no test`)
  return missing.length === 0 && skipped === 0
}

const signal = interruption()
/** Ten times what the longest step takes on a quiet machine. */
const STEP_LIMIT_MS = 90 * 60_000
/** For jest's workers to end what their tests have started. */
const GRACE_MS = 10_000

/** What a step of a lane prints is shown when it ends, in one piece. */
async function run([command, ...args], stdio) {
  // jest's --json writes its report to stdout as well when no file is named; progress is on stderr
  const end = await runProgram(command, args, {
    ...{ cwd: root, env: { ...process.env, TMPDIR: temp, TEMP: temp, TMP: temp } },
    ...{ stdio, signal, limitMs: STEP_LIMIT_MS, graceMs: GRACE_MS },
  })
  if (end.kind === 'ended') return { ok: end.code === 0, output: end.printed }
  return { ok: false, output: failureOf(end) }
}

const lines = []
let green = true
async function take([name, command, after], stdio) {
  if (signal.aborted) return
  const began = performance.now()
  if (stdio === 'inherit') console.log(`\n── ${name} ──`)
  const { ok: ended, output } = await run(command, stdio)
  if (stdio !== 'inherit') console.log(`\n── ${name} ──\n${output.trimEnd()}`)
  else if (!ended && output !== '') console.log(`${name}: ${output}`)
  const ok = ended && (after ? after() : true)
  green &&= ok
  lines.push(
    `${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(10)} ${((performance.now() - began) / 1000).toFixed(1)} s`,
  )
}

console.log(
  `${lanes
    .flat()
    .map(([name]) => name)
    .join(', ')} …`,
)
await Promise.all(
  lanes.map(async (lane) => {
    for (const step of lane) await take(step, ['ignore', 'pipe', 'pipe'])
  }),
)
await take(jest, 'inherit')
rmSync(work, { recursive: true, force: true, maxRetries: 5 })
console.log(`\n${lines.join('\n')}`)
for (const what of notRun) console.log(`\n*** NOT RUN: ${what}`)
if (signal.aborted) process.exit(INTERRUPTED)
process.exit(green ? 0 : 1)
