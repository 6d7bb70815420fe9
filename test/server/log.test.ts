import { spawn } from 'node:child_process'
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

describe('the log', () => {
  it('does not keep a process alive that nobody listens to any more', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--eval', SCRIPT], {
      cwd: ROOT,
      // a process that hangs must fail this test, not outlive it
      timeout: 10_000,
      killSignal: 'SIGKILL',
    })
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    expect(JSON.parse(line.toString('utf8'))).toMatchObject({ event: 'test.up', msg: 'Up' })
    child.stdout.destroy()
    child.stderr.destroy()
    await once(child.stdout, 'close')
    child.stdin.end()
    const [code] = (await once(child, 'exit')) as [number | null]
    expect(code).toBe(7)
  }, 20_000)
})
