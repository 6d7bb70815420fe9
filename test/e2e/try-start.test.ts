import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../..')
const SCRIPT = path.join(ROOT, 'scripts/try-start.mjs')

/** A shop for the script: an address, a page, rooms, and an end on request. */
const SHOP = `
const server = require('node:http').createServer((request, answer) => {
  const rooms = request.url === '/api/v1/rooms'
  answer.statusCode = rooms ? Number(process.env.STATUS ?? 200) : 200
  answer.end(rooms ? '{"rooms":[]}' : '<html>')
})
process.on('SIGINT', () => {
  if (process.env.AT_THE_END === 'stays') return
  process.exit(process.env.AT_THE_END === 'fails' ? 7 : 0)
})
server.listen(0, '127.0.0.1', () => console.log('ready http://127.0.0.1:' + server.address().port))
require('node:fs').writeFileSync(process.env.PID_FILE, String(process.pid))
`

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'try-start-test-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function tryStart(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const pidFile = path.join(folder, 'pid')
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], {
    env: { ...process.env, ...env, PID_FILE: pidFile },
    encoding: 'utf8',
  })
  const isLeft = () => isAlive(Number(readFileSync(pidFile, 'utf8')))
  return { status, stdout, stderr, isLeft }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const shop = ['--', process.execPath, '--eval', SHOP]

it('starts the real shop, checks its answers, and ends it', async () => {
  const real = [
    '--',
    process.execPath,
    '--import',
    'tsx',
    'sandbox/start.ts',
    '--port',
    '0',
    '--rooms',
    '1',
  ]
  const child = spawn(process.execPath, [SCRIPT, ...real], { stdio: ['ignore', 'pipe', 'inherit'] })
  let stdout = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  const status = await new Promise((resolve) => child.once('close', resolve))
  const address = /^ready (http:\S+)$/m.exec(stdout)?.[1] ?? 'nothing'
  expect(stdout.trim().split('\n').at(-1)).toBe(`${address} answered; ended by exit code 130.`)
  expect(status).toBe(0)
  await expect(fetch(address)).rejects.toThrow()
})

it('distinguishes a shop that answers from one without rooms', () => {
  expect(tryStart(shop)).toMatchObject({ status: 0, stderr: '' })
  const { status, stderr, isLeft } = tryStart(shop, { STATUS: '503' })
  expect(status).toBe(1)
  expect(stderr).toMatch(/^http:\S+\/api\/v1\/rooms answers 503: {"rooms":\[\]}$/m)
  expect(isLeft()).toBe(false)
})

it('reports an end before the shop is ready', () => {
  const { status, stderr } = tryStart(['--', process.execPath, '--eval', 'process.exit(3)'])
  expect(stderr).toBe('It ended by exit code 3 before it was ready.\n')
  expect(status).toBe(1)
})

it('reports a missing command', () => {
  const { status, stderr } = tryStart(['--', 'no-such-command-anywhere'])
  expect(stderr).toMatch(/^It could not be started: .*ENOENT/)
  expect(status).toBe(1)
})

it.each([
  ['is never ready', 'setInterval(() => undefined, 1000)', {}],
  ['does not end at Ctrl-C', SHOP, { AT_THE_END: 'stays' }],
])('stops a command that %s, without remaining processes', (_what, code, env) => {
  const noted = `require('node:fs').writeFileSync(process.env.PID_FILE, String(process.pid));${code}`
  const args = ['--time-limit', '2', '--', process.execPath, '--eval', noted]
  const { status, stderr, isLeft } = tryStart(args, env)
  expect(stderr).toBe('Nothing after 2 seconds.\n')
  expect(status).toBe(1)
  expect(isLeft()).toBe(false)
})

it('reports a failed end', () => {
  const { status, stderr } = tryStart(shop, { AT_THE_END: 'fails' })
  expect(stderr).toBe('At Ctrl-C it ended by exit code 7.\n')
  expect(status).toBe(1)
})

it('rejects an invalid time limit and an unknown option', () => {
  expect(tryStart(['--time-limit', '0'])).toMatchObject({ status: 2 })
  expect(tryStart(['--fast'])).toMatchObject({ status: 2 })
})
