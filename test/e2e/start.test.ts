import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../..')

interface Started {
  readonly child: ChildProcess
  readonly url: string
  readonly stdout: () => string
  /** Temporary folders that still exist. */
  readonly worlds: () => string[]
  readonly exit: Promise<number | null>
}

const tempFolder = mkdtempSync(path.join(os.tmpdir(), 'start-test-'))
const children: ChildProcess[] = []

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(tempFolder, { recursive: true, force: true })
})

const worldsLeft = () => readdirSync(tempFolder).filter((name) => name.startsWith('live-shop-'))

type Settings = Readonly<Record<string, string>>

/** Removes settings of a real shop from the environment. */
const SETTINGS_OF_A_SHOP: Settings = {
  NODE_ENV: 'production',
  TZ: 'America/New_York',
  WX_APPID: 'wx00000000000000ff',
  WX_APPSECRET_FILE: '/nowhere/secret',
  STORE: 'redis',
  REDIS_URL: 'redis://127.0.0.1:1',
  DATABASE_FILE: '/nowhere/shop.sqlite',
  SCHEDULER: 'off',
  HTTPS_PROXY: 'http://127.0.0.1:1',
  HTTP_PROXY: 'http://127.0.0.1:1',
}

function run(args: readonly string[], env: Settings = {}): Omit<Started, 'url'> {
  const before = new Set(worldsLeft())
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/start.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env, TMPDIR: tempFolder, TEMP: tempFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let stdout = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const worlds = () => worldsLeft().filter((name) => !before.has(name))
  return { child, stdout: () => stdout + stderr, worlds, exit }
}

async function start(args: readonly string[], env: Settings = {}): Promise<Started> {
  const started = run(args, env)
  const url = await new Promise<string>((resolve, reject) => {
    started.child.stdout?.on('data', () => {
      const match = /^ready (http:\S+)$/m.exec(started.stdout())
      if (match?.[1] !== undefined) resolve(match[1])
    })
    void started.exit.then(() =>
      reject(new Error(`ended before it was ready: ${started.stdout()}`)),
    )
  })
  return { ...started, url }
}

const answers = (port: number, host = '127.0.0.1') =>
  new Promise<boolean>((resolve) => {
    const socket = net.connect({ port, host })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })

async function untilSilent(port: number): Promise<void> {
  while (await answers(port)) await new Promise((next) => setTimeout(next, 20))
}

/** Windows has no ps: only the ports are checked. */
function childrenOf(parent: number | undefined): number[] {
  if (process.platform === 'win32') return []
  const lines = execFileSync('ps', ['-A', '-o', 'ppid=,pid='], { encoding: 'utf8' }).split('\n')
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number))
  return pairs.flatMap(([ppid, pid]) => (ppid === parent && pid !== undefined ? [pid] : []))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('npm start', () => {
  it('prints one line when everything is ready; after Ctrl-C no process and file remains', async () => {
    const apiPort = await freePort()
    const args = ['--port', '0', '--api', String(apiPort), '--rooms', '7']
    const { child, url, stdout, worlds, exit } = await start(args, SETTINGS_OF_A_SHOP)

    expect(stdout()).toBe(`ready ${url}\n`)
    expect((await fetch(url)).status).toBe(200)
    const list = await fetch(`${url}/api/v1/rooms?status=live`)
    expect(await list.json()).toMatchObject({ counts: { live: 3, upcoming: 1 } })

    child.kill('SIGINT')
    expect(await exit).toBe(130)
    expect(await answers(Number(new URL(url).port))).toBe(false)
    expect(await answers(apiPort)).toBe(false)
    expect(worlds()).toEqual([])
  })

  it('listens on loopback only, uses the next free port, and ends the back end when killed', async () => {
    const port = await freePort()
    const apiPort = await freePort()
    const blocker = net.createServer().listen(port, '127.0.0.1')
    const { child, url, exit } = await start(['--port', String(port), '--api', String(apiPort)])
    blocker.close()

    const taken = Number(new URL(url).port)
    expect(taken).toBeGreaterThan(port)
    const outside = Object.values(os.networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
    for (const { address } of outside) {
      expect(await answers(taken, address)).toBe(false)
      expect(await answers(apiPort, address)).toBe(false)
    }

    const backend = childrenOf(child.pid)
    child.kill('SIGKILL')
    await exit
    await untilSilent(apiPort) // the closed IPC channel tells the back end; the test's limit is the limit
    // a process without output may still be running, which this test checks
    while (backend.some(isAlive)) await new Promise((next) => setTimeout(next, 50))
  })

  it('ends when the shell below npm ends', async () => {
    const port = await freePort()
    const shell =
      "require('child_process').spawn(process.execPath, process.argv.slice(1), {stdio: 'inherit'})"
    const args = ['--import', 'tsx', 'sandbox/start.ts', '--port', String(port)]
    const parent = spawn(process.execPath, ['-e', shell, '--', ...args], {
      cwd: ROOT,
      env: { ...process.env, npm_lifecycle_event: 'start', TMPDIR: tempFolder, TEMP: tempFolder },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(parent)
    await new Promise((resolve) => {
      parent.stdout.once('data', resolve)
      parent.stdout.once('close', resolve)
    })
    expect(await answers(port)).toBe(true)
    parent.kill('SIGTERM')
    await untilSilent(port)
  })

  it('does not print "ready" after a signal', async () => {
    const { child, stdout, worlds, exit } = run(['--port', '0'])
    while (worlds().length === 0) await new Promise((next) => setTimeout(next, 5))
    // twice, because npm forwards the signal of the keyboard
    child.kill('SIGINT')
    await new Promise((resolve) => setImmediate(resolve))
    child.kill('SIGINT')
    expect(await exit).toBe(130)
    expect(stdout()).toBe('')
    expect(worlds()).toEqual([])
  })

  it.each(['', '0x10', '-1', '65486'])('rejects the port %p', async (port) => {
    const wrong = run([`--port=${port}`])
    expect(await wrong.exit).toBe(2)
    expect(wrong.stdout()).toContain(`got "${port}"`)
  })

  it('shows the flavour without the plugin, with Channels accounts', async () => {
    const { child, url, exit } = await start(['--port', '0', '--flavour', 'channels'])
    const home = (await (await fetch(`${url}/api/v1/home`)).json()) as Record<string, unknown>
    expect(home['channelsAccounts']).toContain('sphSandboxLinen')
    expect(await (await fetch(`${url}/bundle.js`)).text()).toMatch(/^plugins: \[\]$/m)
    child.kill('SIGINT')
    expect(await exit).toBe(130)
  })

  it.each([
    ['--flavour', 'vanilla', '--flavour must be plugin or channels, got "vanilla"\n'],
    [
      '--callback-order',
      'none',
      '--callback-order must be success-first or ready-first, got "none"\n',
    ],
    ['--rooms', 'many', '--rooms must be a whole number from 0 to 10000, got "many"\n'],
  ])('rejects %s %s with a message', async (flag, value, message) => {
    const wrong = run([flag, value])
    expect(await wrong.exit).toBe(2)
    expect(wrong.stdout()).toBe(message)
  })

  it('prints the help', async () => {
    const help = run(['--help'])
    expect(await help.exit).toBe(0)
    expect(help.stdout()).toContain('--rooms N')
  })
})
