import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../..')
const SCRIPT = path.join(ROOT, 'scripts/test-elsewhere.mjs')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'test-elsewhere-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Without a moved Date, even if this test runs in such a run. */
const environment = () => ({
  ...process.env,
  ...{ NODE_OPTIONS: '', MOVED_DATE_BY_MS: undefined, MOVED_DATE_EACH_FILE_AT: undefined },
  ...{ TMPDIR: folder, TEMP: folder, TMP: folder },
})

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], {
    env: environment(),
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

it('has each date, time zone, locale and Node version at least once', () => {
  const { status, stdout } = run('--list')
  expect(status).toBe(0)
  const shown = stdout.trim().split('\n')
  expect(shown).toHaveLength(6)
  for (const value of [
    ...[/\+8d/, /\+400d/, /2028-02-29/, /23:59:30/, /America\/St_Johns/, /Pacific\/Kiritimati/],
    ...[/de_DE\.UTF-8/, /Node 20\.19\.\d+ /, /Node 22\.\d+\.\d+ /, /Node 24\.\d+\.\d+ /],
  ])
    expect(shown.filter((line) => value.test(line))).not.toEqual([])
})

it.each([
  ['--date', '2027-02-29'],
  ['--date', '24:00:00'],
  ['--tz', 'Mars/Olympus'],
  ['--locale', 'german'],
  ['--limit', '0'],
  ['--only', 'nowhere'],
])('rejects %s %s', (name, value) => {
  const { status, stdout, stderr } = run(name, value)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain(value)
})

it.each(['2028-02-29', '23:59:30'])('moves Date in all places that run code: %s', (date) => {
  const place = ['--tz', 'Pacific/Kiritimati', '--locale', 'de_DE.UTF-8']
  const { status, stdout } = run('--date', date, ...place, '--json', '--', 'e2e/moved-date.test')
  expect(JSON.parse(stdout)).toEqual([
    expect.objectContaining({ name: 'as-asked', passed: 7, failed: 0, failures: [] }),
  ])
  expect(status).toBe(0)
  expect(readdirSync(folder)).toEqual([])
})

it('fails with the time limit when a run takes too long', () => {
  const { status, stdout } = run('--date', '+8d', '--limit', '0.001', '--', 'e2e/moved-date.test')
  expect(stdout).toMatch(/^FAIL as-asked .* 0 passed, 1 failed/)
  expect(stdout).toContain('not finished after 0.001 minutes')
  expect(status).toBe(1)
  expect(readdirSync(folder)).toEqual([])
})

it('fails if no test matches', () => {
  const { status, stdout } = run('--date', '+8d', '--', 'no-such-test')
  expect(stdout).toContain('no test ran')
  expect(status).toBe(1)
})

it('counts failed and skipped tests, and files that could not run', () => {
  const test = (status: string, fullName: string) => ({ status, fullName })
  const report = {
    numPassedTests: 1,
    testResults: [
      {
        name: 'one.test.ts',
        status: 'failed',
        assertionResults: [test('passed', 'a'), test('failed', 'b'), test('pending', 'c')],
      },
      { name: 'two.test.ts', status: 'failed', assertionResults: [] },
      { name: 'three.test.ts', status: 'passed', assertionResults: [test('pending', 'on Redis')] },
    ],
  }
  const source = `import { resultOf } from ${JSON.stringify(path.join(ROOT, 'scripts/elsewhere/combinations.mjs'))}
    console.log(JSON.stringify(resultOf(${JSON.stringify(report)}, true)))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
    encoding: 'utf8',
  })
  expect(JSON.parse(stdout)).toEqual({
    passed: 1,
    failed: [
      { file: 'one.test.ts', test: 'b' },
      { file: 'one.test.ts', test: 'skipped: c' },
      { file: 'two.test.ts', test: 'could not run' },
    ],
  })
})

it('leaves no process and file after Ctrl-C', async () => {
  const child = spawn(process.execPath, [SCRIPT, '--date', '+8d', '--', 'e2e/moved-date.test'], {
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const closed = once(child.stderr.resume(), 'end') // every process of it has the same stderr
  while (readdirSync(folder).length === 0) await new Promise((next) => setTimeout(next, 5))
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([130, null])
  await closed
  expect(readdirSync(folder)).toEqual([])
})
