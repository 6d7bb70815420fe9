import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../..')
const SETTINGS = {
  NODE_ENV: 'development',
  PORT: '0',
  WX_APPID: 'wx0000000000000001',
  WX_APPSECRET: 'appsecret-of-the-test',
  // a closed port: the back end must start and serve without WeChat
  WX_API_BASE_URL: 'http://127.0.0.1:9',
}

interface Run {
  readonly child: ChildProcess
  /** Lines of both streams so far. */
  readonly lines: string[]
  /** Resolves with the address; rejects if the process ends before. */
  readonly listening: Promise<string>
  readonly ended: Promise<{ code: number | null; text: string }>
}

/** Runs the back end as its own process, as a merchant does. */
describe('main', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'live-shop-main-'))
  const running = new Set<ChildProcess>()
  let files = 0
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  })

  const run = (env: Record<string, string>, ipc = false): Run => {
    files += 1
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/src/main.ts'], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'],
        SystemRoot: process.env['SystemRoot'],
        TEMP: process.env['TEMP'],
        DATABASE_FILE: path.join(folder, `${files}.sqlite`),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
    })
    running.add(child)
    let text = ''
    const lines: string[] = []
    // 'close' never comes once a parent has disconnected the channel
    const ends = [child.stdout, child.stderr].map((stream) => stream && once(stream, 'end'))
    const ended = Promise.all([once(child, 'exit'), ...ends]).then(() => {
      running.delete(child)
      return { code: child.exitCode, text }
    })
    const listening = new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        text += chunk.toString('utf8')
        lines.splice(0, lines.length, ...text.split('\n').filter((line) => line !== ''))
        const line = lines.find((one) => one.includes('server.listening'))
        const url = line === undefined ? undefined : /"url":"([^"]+)"/.exec(line)?.[1]
        if (url !== undefined) resolve(url)
      }
      child.stdout?.on('data', read)
      child.stderr?.on('data', read)
      void ended.then((end) => reject(new Error(end.text)))
    })
    // a test that waits for the end only must not fail on this rejection
    listening.catch(() => undefined)
    return { child, lines, listening, ended }
  }

  it('logs its address in one line, and stops on a signal', async () => {
    const { child, lines, listening, ended } = run(SETTINGS)
    const url = await listening
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(lines.filter((line) => /listening/i.test(line))).toHaveLength(1)
    const alive = await fetch(`${url}/livez`)
    expect(await alive.json()).toEqual({ status: 'alive' })
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    expect((await fetch(`${url}/api/v1/home`)).status).toBe(503)

    child.kill('SIGTERM')
    const { code, text } = await ended
    // Windows knows no signals: there the process just ends
    if (process.platform !== 'win32') {
      expect(text).toMatch(/"event":"server.stopping","signal":"SIGTERM"/)
      expect(code).toBe(0)
    }
    expect(text).not.toContain(SETTINGS.WX_APPSECRET)
  })

  it('stops when its parent has gone, and explains a used port', async () => {
    const first = run(SETTINGS, true)
    const { port } = new URL(await first.listening)
    const second = await run({ ...SETTINGS, PORT: port }).ended
    expect(second.code).toBe(1)
    expect(second.text).toContain(`Port ${port} is in use`)
    expect(second.text).not.toMatch(/\bat .*\.[tj]s:\d+/)

    first.child.disconnect()
    const { code, text } = await first.ended
    expect(text).toMatch(/"event":"server.stopping"/)
    expect(code).toBe(0)
  })

  it('does not start with invalid settings or without storage, and explains why', async () => {
    const [settings, storage] = await Promise.all([
      run({ WX_LIVE_DAILY_LIMIT: 'many', WX_APPSECRET: 'secret with spaces' }).ended,
      run({ ...SETTINGS, DATABASE_FILE: folder }).ended,
    ])
    expect(settings.code).toBe(1)
    for (const name of ['WX_LIVE_DAILY_LIMIT', 'WX_APPID', 'WX_APPSECRET'])
      expect(settings.text).toContain(name)
    expect(settings.text).not.toContain('secret with spaces')
    expect(storage.code).toBe(1)
    expect(storage.text).toContain(`DATABASE_FILE cannot be opened`)
  })
})
