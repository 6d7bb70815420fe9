// `npm test`: every check that guards a change. `npm run test:quick`: types, and the tests that need no
// browser, no compiler of WeChat and no Redis. `npm run test:all`: also what takes long, as every night.
// Exit code 0 means that each step ran and was green; a test that was skipped counts as a failure.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { require as requireTs } from 'tsx/cjs/api'

const { failureOf, runProgram } = requireTs('./command/run-program.ts', import.meta.url)
const { interruption, INTERRUPTED } = requireTs('./command/interruption.ts', import.meta.url)

const HELP = `Usage: npm test | npm run test:quick | npm run test:all

npm test            every check that guards a change
npm run test:quick  types, and tests without browser, WeChat's compilers and Redis
npm run test:all    npm test with every look of every page, the long storm and the whole corpus

Exit code: 0 all green, 1 not, 2 wrong usage, 130 stopped by Ctrl-C.`

/** @returns quick, usual or all */
function readMode() {
  try {
    const flag = { type: 'boolean', default: false }
    const { values } = parseArgs({ options: { quick: flag, all: flag, help: flag } })
    if (values.help) {
      console.log(HELP)
      process.exit(0)
    }
    return values.quick ? 'quick' : values.all ? 'all' : 'usual'
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`)
    process.exit(2)
  }
}

const mode = readMode()
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

/** Tests of rules, pages and the back end. LIVE_TEST_QUICK leaves out those on Redis. */
const QUICK_TESTS = [
  ...['--selectProjects', 'unit', 'ui', 'server'],
  // these start WeChat's compilers, processes of their own, or many virtual days
  ...['--testPathIgnorePatterns', 'every-page/templates', 'server/(storm|deploy|fuzz)'],
]

/** As `npm run imports`. */
const IMPORTS = [
  ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  ...['miniprogram', 'server', 'sandbox', 'release', 'scripts', 'bench', 'test'],
]
const programs = ['node', 'test', 'browser'].map((name) => `tsconfig.${name}.json`)

/** Two lanes, side by side: few of these keep more than one core busy. */
const usualLanes = [
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
const lanes = mode === 'quick' ? [[['types', [...roomy, 'scripts/typecheck.mjs']]]] : usualLanes

/** Each keeps every core busy: they run one after the other, after the lanes. */
const alone = {
  quick: [['jest', jestArguments(QUICK_TESTS)]],
  usual: [['jest', jestArguments([]), jestRanAll]],
  all: [
    ['jest', jestArguments([]), jestRanAll],
    ['storm', [node, '--import', 'tsx', 'bench/storm.ts', '--minutes', '10']],
    ['corpus', [node, '--import', 'tsx', 'bench/check-corpus.ts']],
  ],
}[mode]

function jestArguments(more) {
  return [
    ...[...roomy, bin('jest', 'bin/jest.js'), '--ci', '--json', '--outputFile', report],
    // by default it is in the temporary folder, which is removed
    ...['--cacheDirectory', path.join(root, '.cache/jest'), ...more],
  ]
}

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

/** Read by the tests. */
const MODE_VARIABLES = { quick: { LIVE_TEST_QUICK: '1' }, usual: {}, all: { LIVE_TEST_ALL: '1' } }

/** What a step of a lane prints is shown when it ends, in one piece. */
async function run([command, ...args], stdio) {
  // jest's --json writes its report to stdout as well when no file is named; progress is on stderr
  const end = await runProgram(command, args, {
    ...{
      cwd: root,
      env: { ...process.env, ...MODE_VARIABLES[mode], TMPDIR: temp, TEMP: temp, TMP: temp },
    },
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
for (const step of alone) await take(step, 'inherit')
rmSync(work, { recursive: true, force: true, maxRetries: 5 })
console.log(`\n${lines.join('\n')}`)
for (const what of notRun) console.log(`\n*** NOT RUN: ${what}`)
if (signal.aborted) process.exit(INTERRUPTED)
process.exit(green ? 0 : 1)
