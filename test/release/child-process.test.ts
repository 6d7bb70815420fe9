import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runChild } from '../../release/child-process'

const PREFIX = `child-process-test-${process.pid}-`
let dir: string
const saved = { ...process.env }
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'child-process-script-'))
})
afterEach(() => {
  process.env = { ...saved }
  rmSync(dir, { recursive: true, force: true })
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX))).toEqual([])
})

function run(
  code: string,
  more: { job?: object; timeLimitMs?: number; signal?: AbortSignal } = {},
) {
  const script = path.join(dir, 'child.ts')
  writeFileSync(script, code)
  return runChild<unknown>({
    script,
    args: ['one'],
    job: { key: 'a secret' },
    without: ['NO_PROXY'],
    tempPrefix: PREFIX,
    timeLimitMs: 30_000,
    onMessage: (message) => (message === 'on the way' ? null : message),
    ...more,
  })
}

it('passes a secret without argument, environment or file', async () => {
  process.env['WX_UPLOAD_KEY'] = 'a secret'
  process.env['WX_UPLOAD_KEY_FILE'] = 'a file'
  process.env['NO_PROXY'] = '*'
  process.env['HTTPS_PROXY'] = 'http://127.0.0.1:9'
  const end = await run(`
    import { readdirSync } from 'node:fs'
    process.once('message', (job) => {
      process.send?.('on the way')
      process.send?.({ job, env: process.env, args: process.argv.slice(2), files: readdirSync('.') })
    })`)
  expect(end.kind).toBe('answered')
  const { job, env, args, files } = (end.kind === 'answered' ? end.answer : {}) as {
    job: unknown
    env: Record<string, string>
    args: string[]
    files: string[]
  }
  expect(job).toEqual({ key: 'a secret' })
  expect(env['HTTPS_PROXY']).toBe('http://127.0.0.1:9')
  expect(['WX_UPLOAD_KEY', 'WX_UPLOAD_KEY_FILE', 'NO_PROXY'].filter((name) => name in env)).toEqual(
    [],
  )
  expect(Object.values(env)).not.toContain('a secret')
  expect(args).toEqual(['one'])
  expect(files).toEqual([])
})

it('reports a crash with the end of its output', async () => {
  expect(
    await run(`console.log('x'.repeat(9000)); console.error('out of luck'); process.exit(3)`),
  ).toEqual({
    kind: 'crashed',
    output: expect.stringMatching(/^x{100,2000}\nout of luck$/) as string,
  })
})

/**
 * Resolves when a connection to it closes, which happens when the process at its other end is gone.
 */
async function aLine() {
  const server = createServer()
  const opened = once(server, 'connection') as Promise<[Socket]>
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const cut = opened.then(async ([line]) => {
    line.on('error', () => undefined) // its process was killed
    if (!line.destroyed) await once(line, 'close')
    server.close()
  })
  return { port, opened, cut }
}

/** A child that never answers and whose own child keeps a connection to `port` open. */
const HANGS = `
  import { spawn } from 'node:child_process'
  process.once('message', ({ port }) => {
    const held = "require('net').connect(" + port + ", '127.0.0.1').resume()"
    spawn(process.execPath, ['-e', held])
  })`

it('kills the child and its children at the time limit', async () => {
  const line = await aLine()
  const end = await run(HANGS, { job: { port: line.port }, timeLimitMs: 5_000 })
  expect(end).toEqual({ kind: 'timed-out', limitMs: 5_000 })
  await line.opened
  await line.cut
})

it('kills the child and its children at a signal', async () => {
  const line = await aLine()
  const controller = new AbortController()
  void line.opened.then(() => controller.abort())
  expect(await run(HANGS, { job: { port: line.port }, signal: controller.signal })).toEqual({
    kind: 'aborted',
  })
  await line.cut
  expect(await run(HANGS, { signal: controller.signal })).toEqual({ kind: 'aborted' })
})
