import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../..')

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'workflows-test-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function lint(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/lint-workflows.ts', ...args],
    { cwd: ROOT, encoding: 'utf8' },
  )
  const shown = stderr.replaceAll(`${folder.replaceAll(path.sep, '/')}/`, '')
  return { status, last: stdout.trim().split('\n').at(-1), problems: shown.trim().split('\n') }
}

it('names file, line and rule of each finding', () => {
  writeFileSync(
    path.join(folder, 'careless.yml'),
    `on: [pull_request_target]
jobs:
  build:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    env:
      KEY: \${{ secrets.KEY }}
    steps:
      - uses: "actions/checkout@v6" # v6.0.2
      - run: |
          echo one
          echo \${{ github.head_ref }}
`,
  )
  const { status, last, problems } = lint(folder)
  expect(problems.map((problem) => problem.split(': ')[0])).toEqual([
    'careless.yml:9 pinned-action',
    'careless.yml:1 permissions',
    'careless.yml:1 fork-event',
    'careless.yml:10 expression-in-run',
    'careless.yml:7 secret-scope',
    'careless.yml:1 concurrency',
    'careless.yml:9 checkout-token',
  ])
  expect({ status, last }).toEqual({ status: 1, last: '1 workflows, 7 problems' })
})

it('reports what GitHub does not run', () => {
  writeFileSync(
    path.join(folder, 'odd.yaml'),
    `on: push
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - rum: ls
`,
  )
  const { status, problems } = lint(folder)
  expect(status).toBe(1)
  expect(problems[0]).toBe(
    "odd.yaml:6 syntax: GitHub refuses this workflow: Unexpected value 'rum'",
  )
})

it('reports a folder without workflows', () => {
  expect(lint(folder)).toMatchObject({ status: 2 })
  expect(lint(path.join(folder, 'nowhere'))).toMatchObject({ status: 2 })
  const ours = lint()
  expect(ours).toMatchObject({ status: 0, problems: [''] })
  expect(ours.last).toMatch(/^[1-9]\d* workflows, 0 problems$/)
})
