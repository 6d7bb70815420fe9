import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../..')
const MARK = 'LIVE_SHOP_TEST_MARK'
/** Files of other programs, which they keep between commands. */
const CACHES = /^(?:tsx-|node-compile-cache|live-shop-fonts-cache|v8-compile-cache)/

let temp: string
beforeEach(() => {
  temp = mkdtempSync(path.join(os.tmpdir(), 'interrupt-'))
})
afterEach(() => rmSync(temp, { recursive: true, force: true }))

const tsx = (file: string, ...args: readonly string[]) => ['--import', 'tsx', file, ...args]

const COMMANDS: readonly (readonly [name: string, args: readonly string[], at: RegExp])[] = [
  ['typecheck', ['scripts/typecheck.mjs', 'tsconfig.node.json'], /tsconfig\.node\.json …/],
  ['check', tsx('release/commands/check.ts'), /Compiling/],
  ['check:corpus', tsx('bench/check-corpus.ts', '--only', 'sitemap'), /Checking the unchanged app/],
  ['bench, at its start', tsx('bench/bench.ts'), /start the back end/],
  ['bench, while it measures', tsx('bench/bench.ts'), /round 1 of 9/],
  ['bench, in the browser', tsx('bench/bench.ts', '--only', 'client'), /open the app/],
  ['storm', tsx('bench/storm.ts', '--store', 'sqlite'), /Storm 1/],
  ['pictures', tsx('test/e2e/make-pictures.ts'), /Photograph/],
]

/** All processes started by a command, in any process group. Linux only. */
function processesOf(mark: string): string[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return (
        readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`${MARK}=${mark}\0`) &&
        !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
      )
    } catch {
      return false // it has just ended, or is another user's
    }
  })
}

it.each(COMMANDS)(
  'Ctrl-C ends %s with 130, without remaining processes and files',
  async (...given) => {
    const [, args, at] = given
    const mark = randomBytes(8).toString('hex')
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, TMPDIR: temp, TEMP: temp, TMP: temp, [MARK]: mark },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let printed = ''
    let isTold = false
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        printed += chunk.toString('utf8')
        if (!isTold && at.test(printed)) isTold = child.kill('SIGINT')
      })
    const code = await new Promise((resolve) => child.once('close', resolve))
    const left = readdirSync(temp).filter((name) => !CACHES.test(name))
    expect({ code, left, processes: processesOf(mark) }).toEqual({
      code: 130,
      left: [],
      processes: [],
    })
    expect(printed).toMatch(at)
  },
)
