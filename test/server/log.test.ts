import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../..')

const SCRIPT = `
  const { createLog } = require('./server/src/log.ts')
  const log = createLog('info')
  log.info({ event: 'test.up' }, 'Up')
  process.stdin.once('end', () => {
    log.info({ event: 'test.first' }, 'First')
    log.error({ event: 'test.second' }, 'Second')
    process.exit(7)
  })
  process.stdin.resume()
`

/** Ways in which a process ends, right after writing more than one line. */
const ENDS = {
  'by itself': { code: 0, end: '' },
  'by process.exit': { code: 7, end: 'process.exit(7)' },
  'by an unhandled error': { code: 1, end: "throw new Error('unhandled')" },
  'by an unhandled rejection': {
    code: 1,
    end: "void Promise.reject(new Error('unhandled'))",
  },
  'by a signal that is handled': {
    code: 3,
    end: `
      process.once('SIGTERM', () => { log.info({ event: 'test.2' }, 'Line'); process.exit(3) })
      process.kill(process.pid, 'SIGTERM')
      setTimeout(() => undefined, 5000)`,
  },
} as const

describe('the log', () => {
  it.each(Object.entries(ENDS))('loses no line when its process ends %s', (_how, { code, end }) => {
    const script = `
        const { createLog } = require('./server/src/log.ts')
        const log = createLog('info')
        for (const nr of [0, 1]) log.info({ event: 'test.' + nr }, 'Line')
        ${end}`
    const run = spawnSync(process.execPath, ['--import', 'tsx', '--eval', script], {
      cwd: ROOT,
      encoding: 'utf8',
      timeout: 60_000,
    })
    expect(run.status).toBe(code)
    const lines = run.stdout.split('\n').filter((line) => line !== '')
    const events = lines.map((line) => (JSON.parse(line) as { event: string }).event)
    const expected = code === 3 ? ['test.0', 'test.1', 'test.2'] : ['test.0', 'test.1']
    expect(events).toEqual(expected)
  })

  it('does not keep a process alive without a reader', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--eval', SCRIPT], {
      cwd: ROOT,
    })
    // a process that hangs must fail this test, not outlive it
    const limit = setTimeout(() => child.kill('SIGKILL'), 60_000)
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    expect(JSON.parse(line.toString('utf8'))).toMatchObject({ event: 'test.up', msg: 'Up' })
    child.stdout.destroy()
    child.stderr.destroy()
    await once(child.stdout, 'close')
    child.stdin.end()
    const [code] = (await once(child, 'exit')) as [number | null]
    clearTimeout(limit)
    expect(code).toBe(7)
  })
})
