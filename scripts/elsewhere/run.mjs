// Runs the test suite in another environment and removes its processes and files afterwards.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { environmentOf, resultOf } from './combinations.mjs'

const require = createRequire(import.meta.url)
const onWindows = process.platform === 'win32'
const GRACE_MS = 5_000

/**
 * @param combination with `program`, the path of its Node
 * @returns its result; `stopped` if the signal ended it
 */
export async function runCombination(combination, { root, patterns, limitMs, signal }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'live-shop-elsewhere-'))
  const report = path.join(folder, 'jest.json')
  const startedMs = performance.now()
  try {
    const args = [
      '--max-semi-space-size=64', // as in scripts/test.mjs
      path.join(path.dirname(require.resolve('jest/package.json')), 'bin/jest.js'),
      ...['--ci', '--json', '--outputFile', report],
      // jest's own is below the temporary folder, which is gone after the run
      ...['--cacheDirectory', path.join(root, '.cache/jest-elsewhere')],
      ...['--passWithNoTests', ...patterns],
    ]
    const child = spawn(combination.program, args, {
      cwd: root,
      env: { ...process.env, ...changedEnvironment(combination, folder) },
      stdio: ['ignore', 'ignore', 'inherit'],
      detached: !onWindows, // Ctrl-C reaches only this script, which then stops all processes
    })
    const how = await endOf(child, limitMs, signal)
    const seconds = Math.round((performance.now() - startedMs) / 1000)
    if (how === 'stopped') return { kind: 'stopped' }
    const why = whyNoReport(how, limitMs, existsSync(report))
    if (why !== undefined)
      return { kind: 'ran', passed: 0, failed: [{ file: '', test: why }], seconds }
    const result = resultOf(JSON.parse(readFileSync(report, 'utf8')), mayLackRedis())
    if (result.passed + result.failed.length === 0)
      result.failed.push({ file: '', test: 'no test ran' })
    return { kind: 'ran', ...result, seconds }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function changedEnvironment(combination, folder) {
  const { program } = combination
  const changed = environmentOf(combination, Date.now())
  const preload = path.join(path.dirname(fileURLToPath(import.meta.url)), 'move-date.js')
  const isMoved = changed.MOVED_DATE_BY_MS !== undefined
  return {
    ...changed,
    ...(isMoved
      ? { NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --require ${quoted(preload)}` }
      : {}),
    ...{ TMPDIR: folder, TEMP: folder, TMP: folder },
    // npm's own variables name the Node that runs this script
    ...{ NODE: program, npm_node_execpath: program },
    PATH: [path.dirname(program), process.env.PATH].join(path.delimiter),
  }
}

/** NODE_OPTIONS is split at spaces. */
const quoted = (file) => `"${file.replace(/["\\]/g, '\\$&')}"`

function whyNoReport(how, limitMs, isThere) {
  if (how === 'too late') return `not finished after ${limitMs / 60_000} minutes (--limit)`
  return isThere ? undefined : `jest ${how} without a report`
}

const mayLackRedis = () =>
  process.env.CI !== 'true' && spawnSync('redis-server', ['--version']).status !== 0

async function endOf(child, limitMs, signal) {
  let timer
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started (${error.message})`))
    child.once('close', (code, killedBy) => resolve(`ended by ${killedBy ?? `exit code ${code}`}`))
  })
  const interrupted = new Promise((resolve) => {
    timer = setTimeout(() => resolve('too late'), limitMs)
    if (signal.aborted) resolve('stopped')
    signal.addEventListener('abort', () => resolve('stopped'), { once: true })
  })
  const how = await Promise.race([ended, interrupted])
  clearTimeout(timer)
  if (how === 'too late' || how === 'stopped') await endAll(child, ended)
  return how
}

/** Kills all descendants of `child`, because tests start some processes in their own groups. */
async function endAll(child, ended) {
  if (child.pid === undefined) return
  if (onWindows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true })
    await ended
    return
  }
  const all = descendantsOf(child.pid)
  kill(-child.pid, 'SIGTERM')
  let timer
  await Promise.race([ended, new Promise((late) => (timer = setTimeout(late, GRACE_MS)))])
  clearTimeout(timer)
  kill(-child.pid, 'SIGKILL')
  for (const pid of all) kill(pid, 'SIGKILL')
  await ended
}

function descendantsOf(root) {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n')
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number))
  const found = [root]
  for (const pid of found)
    for (const [child, parent] of pairs) if (parent === pid) found.push(child)
  return found
}

function kill(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error // it has already ended
  }
}
