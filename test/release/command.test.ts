/** The common base of all commands: steps with a limit, programs, and clean-up at the end. */
import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { closeAll } from '../../scripts/command/command'
import { withLimit } from '../../scripts/command/limit'
import { runProgram } from '../../scripts/command/run-program'

jest.setTimeout(60_000)

const NODE = process.execPath
const never = () => new Promise<never>(() => undefined)
const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

let dir: string
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'command-test-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe('a step with a limit', () => {
  it('is named in the error when it exceeds its limit', async () => {
    await expect(withLimit('read the page', 1, never())).rejects.toThrow(
      '"read the page" did not end within 0.001 s.',
    )
  })

  it('ends at once when it is interrupted before or during the wait', async () => {
    const controller = new AbortController()
    const waiting = withLimit('wait', 60_000, never(), controller.signal)
    controller.abort(new Error('Interrupted.'))
    await expect(waiting).rejects.toThrow('Interrupted.')
    await expect(withLimit('wait', 60_000, never(), controller.signal)).rejects.toThrow(
      'Interrupted.',
    )
  })

  it('leaves no timer after success or failure', async () => {
    const before = timers()
    expect(await withLimit('answer', 60_000, Promise.resolve(7))).toBe(7)
    await expect(withLimit('fail', 60_000, Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(timers()).toBe(before)
  })
})

describe('a program', () => {
  const HANGS = 'setInterval(() => {}, 1000)'

  it.each([
    ['that ends', NODE, ['-e', 'console.log(1); process.exit(3)'], { kind: 'ended', code: 3 }],
    ['that is killed', NODE, ['-e', 'process.kill(process.pid, "SIGKILL")'], { kind: 'killed' }],
    ['that is not there', '/nowhere/program', [], { kind: 'not-started' }],
    ['that is no program', __dirname, [], { kind: 'not-started' }],
  ] as const)(
    '%s has a result of its own and leaves no timer',
    async (_what, program, args, end) => {
      const before = timers()
      expect(await runProgram(program, args, { limitMs: 50_000 })).toMatchObject(end)
      expect(timers()).toBe(before)
    },
  )

  it('is stopped at its limit', async () => {
    const end = { kind: 'timed-out', limitMs: 20 }
    expect(await runProgram(NODE, ['-e', HANGS], { limitMs: 20 })).toMatchObject(end)
  })

  it('can clean up before it is killed', async () => {
    const ready = path.join(dir, 'ready')
    const cleansUp = `process.on('SIGINT', () => { console.log('clean'); process.exit(5) }); ${HANGS}
      require('fs').writeFileSync(${JSON.stringify(ready)}, '')`
    const controller = new AbortController()
    const watcher = watch(dir, () => {
      if (existsSync(ready)) controller.abort()
    })
    const ended = runProgram(NODE, ['-e', cleansUp], {
      limitMs: 50_000,
      graceMs: 50_000,
      signal: controller.signal,
      stdio: ['ignore', openSync(path.join(dir, 'printed'), 'w'), 'ignore'],
    })
    expect(await ended).toEqual({ kind: 'aborted' })
    watcher.close()
    expect(readFileSync(path.join(dir, 'printed'), 'utf8')).toBe('clean\n')
  })
})

it('closes everything in reverse order, even if one cannot be closed', async () => {
  const closed: string[] = []
  const closer = (name: string, fault?: Error) => ({
    name,
    close: () => {
      closed.push(name)
      return fault ? Promise.reject(fault) : Promise.resolve()
    },
  })
  expect(
    await closeAll([closer('folder'), closer('server', new Error('busy')), closer('browser')]),
  ).toEqual(['Not closed: server: busy'])
  expect(closed).toEqual(['browser', 'server', 'folder'])
})

describe('a command', () => {
  /** Starts a program in a temporary folder and waits for the given condition. */
  const SCRIPT = (body: string) => `
    import { runCommand } from '${path.join(__dirname, '../../scripts/command/command')}'
    import { runProgram } from '${path.join(__dirname, '../../scripts/command/run-program')}'
    const never = () => new Promise<never>(() => undefined)
    const hangs = (signal: AbortSignal) =>
      runProgram(process.execPath, ['-e', 'console.error("pid " + process.pid); setInterval(() => {}, 1000)'],
        { signal, limitMs: 600_000, stdio: ['ignore', 'ignore', 2] })
    void runCommand(async ({ open, step, temporaryFolder }) => { temporaryFolder('command-'); ${body}; return 0 })`

  async function run(body: string, signalName?: 'SIGINT' | 'SIGTERM') {
    const script = path.join(dir, 'script.ts')
    const temp = mkdtempSync(path.join(dir, 'temp-'))
    writeFileSync(script, SCRIPT(body))
    const tsx = pathToFileURL(require.resolve('tsx')).href
    const child = spawn(NODE, ['--import', tsx, script], {
      env: { ...process.env, TMPDIR: temp, TEMP: temp },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let stderr = ''
    let isTold = false
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8')
      if (signalName === undefined || isTold || !/(?:pid \d+|now)\n/.test(stderr)) return
      isTold = child.kill(signalName)
    })
    const code = await new Promise((resolve) => child.once('close', resolve))
    const left = readdirSync(temp).filter((name) => name.startsWith('command-'))
    const pid = Number(/pid (\d+)/.exec(stderr)?.[1])
    return { code, stderr, left, isAlive: Number.isNaN(pid) ? false : isAlive(pid) }
  }

  function isAlive(pid: number): boolean {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'closes what it is opening at %s and exits with 130',
    async (name) => {
      const ended = await run(`await open('Open it', 600_000, hangs)`, name)
      expect(ended).toMatchObject({ code: 130, left: [], isAlive: false })
      expect(ended.stderr).toContain('Open it …\n')
      expect(ended.stderr).toMatch(/Interrupted: nothing is left behind\.\n$/)
    },
  )

  it('closes what it has opened at Ctrl-C while it waits', async () => {
    const body = `
      await open('Open it', 600_000, async () => 7, (made) => console.error('closed', made))
      console.error('now')
      await step('Wait', 600_000, never)`
    const ended = await run(body, 'SIGINT')
    expect(ended).toMatchObject({ code: 130, left: [] })
    expect(ended.stderr).toContain('closed 7\n')
  })

  it('names the step that exceeded its limit, and ends', async () => {
    const ended = await run(`await step('Draw a frame', 10, never)`)
    expect(ended).toMatchObject({ code: 1, left: [] })
    expect(ended.stderr).toContain('"Draw a frame" did not end within 0.01 s.\n')
  })
})
