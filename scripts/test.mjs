// `npm test`: every check of the project, one after the other. Exit code 0 means that each of them
// ran and was green; a test that was skipped counts as a failure.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)
const work = mkdtempSync(path.join(os.tmpdir(), 'live-shop-test-'))
const report = path.join(work, 'jest.json')
const node = process.execPath
const bin = (name, file) => path.join(path.dirname(require.resolve(`${name}/package.json`)), file)

/** What did not run, and how to get it: the last lines that anyone reads. */
const notRun = []
/** A developer's machine may have no Redis; where CI decides, that is a failure like any other. */
const mayLackRedis =
  process.env.CI !== 'true' && spawnSync('redis-server', ['--version']).status !== 0

const steps = [
  ['types', [node, 'scripts/typecheck.mjs']],
  ['eslint', [node, bin('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0']],
  ['stylelint', [node, bin('stylelint', 'bin/stylelint.mjs'), '{miniprogram,sandbox}/**/*.wxss']],
  ['prettier', [node, bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['typings', [node, '--import', 'tsx', 'server/openapi.ts']],
  ['workflows', [node, '--import', 'tsx', 'scripts/lint-workflows.ts']],
  [
    'jest',
    [node, bin('jest', 'bin/jest.js'), '--ci', '--json', '--outputFile', report],
    jestRanAll,
  ],
  ['compile', [node, '--import', 'tsx', 'release/check.ts', '--json']],
]

/** Green alone is not enough: nothing may have been skipped, and every project must have run. */
function jestRanAll() {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  const ran = new Set(
    testResults.map(({ name }) => path.relative(path.join(root, 'test'), name).split(path.sep)[0]),
  )
  const missing = ['unit', 'components', 'pages', 'server', 'sandbox', 'release', 'e2e'].filter(
    (folder) => !ran.has(folder),
  )
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

let child
function run([command, ...args]) {
  return new Promise((done) => {
    // jest's --json writes its report to stdout as well when no file is named; progress is on stderr
    child = spawn(command, args, { cwd: root, stdio: 'inherit' })
    child.on('close', (code) => done(code === 0))
  })
}

let stopped = false
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    stopped = true
    child?.kill(signal)
  })

const lines = []
let green = true
for (const [name, command, after] of steps) {
  if (stopped) break
  console.log(`\n── ${name} ──`)
  const began = Date.now()
  const ok = (await run(command)) && (after ? after() : true)
  green &&= ok
  lines.push(
    `${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(10)} ${((Date.now() - began) / 1000).toFixed(1)} s`,
  )
}
rmSync(work, { recursive: true, force: true })
console.log(`\n${lines.join('\n')}`)
for (const what of notRun) console.log(`\n*** NOT RUN: ${what}`)
if (stopped) process.exit(130)
process.exit(green ? 0 : 1)
