// Runs before `npm start` and `npm test`: installs what is missing, and costs next to nothing when
// nothing is. No dependency of its own, because it runs before there are any.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const stampFile = path.join(root, 'node_modules', '.installed')
const lockFolder = path.join(root, '.install-lock')

/** The same rule as "engines" in package.json, said in words instead of npm's EBADENGINE. */
export function nodeIsSupported(version) {
  const [major, minor] = version.split('.').map(Number)
  if (major === 20) return minor >= 19
  if (major === 22) return minor >= 14
  return major > 22
}

/** Changes when, and only when, another installation is needed. */
function wantedStamp() {
  const hash = createHash('sha256')
  for (const file of ['package-lock.json', '.npmrc'])
    hash.update(readFileSync(path.join(root, file)))
  hash.update(JSON.stringify(wantedPackages()))
  return `${hash.digest('hex')} ${process.platform}-${process.arch}\n`
}

/** What package.json wants of npm; a new script, say, is no reason to install anything. */
function wantedPackages() {
  const given = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  return ['workspaces', 'dependencies', 'devDependencies', 'optionalDependencies', 'overrides'].map(
    (field) => given[field] ?? null,
  )
}

function isInstalled() {
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== wantedStamp()) return false
  // npm's own record of what it put there: a folder that was deleted since is missing as well
  const record = path.join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const { packages } = JSON.parse(readFileSync(record, 'utf8'))
  return Object.keys(packages).every((folder) =>
    existsSync(path.join(root, folder, 'package.json')),
  )
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Between making the lock and writing its process id a holder takes much less. */
const NAMELESS_MS = 2_000
/** Since when a lock without a process id has been seen; not its time of change, which is another clock's. */
let namelessSinceMs

/** True once the lock is ours. Its holder may have been killed: then the lock is taken over. */
function takeLock() {
  try {
    mkdirSync(lockFolder)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    const holder = Number(readHolder())
    namelessSinceMs = holder > 0 ? undefined : (namelessSinceMs ?? performance.now())
    const mayBeWritten = performance.now() - namelessSinceMs < NAMELESS_MS
    if (holder > 0 ? isAlive(holder) : mayBeWritten) return false
    namelessSinceMs = undefined
    rmSync(lockFolder, { recursive: true, force: true })
    return takeLock()
  }
  writeFileSync(path.join(lockFolder, 'pid'), String(process.pid))
  return true
}

function readHolder() {
  try {
    return readFileSync(path.join(lockFolder, 'pid'), 'utf8')
  } catch {
    return ''
  }
}

const NPM_LIMIT_MS = 20 * 60_000
const APT_LIMIT_MS = 180_000
/** Longer than the installation that is waited for may take. */
const LOCK_LIMIT_MS = NPM_LIMIT_MS + 60_000
/** For a program to clean up before it is ended by force. */
const GRACE_MS = 5_000

let running
let force
let stoppedBy

/** A group of its own: a signal to a shell alone would leave what the shell has started. */
const OWN_GROUP = { detached: process.platform !== 'win32' }

function endRunning(signal) {
  if (running?.pid === undefined) return
  try {
    if (OWN_GROUP.detached) process.kill(-running.pid, signal)
    else running.kill(signal)
  } catch {
    // it has ended already
  }
}

/** Ends the program that is running, by force where it does not end by itself. */
function stopRunning(signal) {
  endRunning(signal)
  force ??= setTimeout(() => endRunning('SIGKILL'), GRACE_MS).unref()
}

/** Resolves once a program has ended, to its exit code; null: it did not start, or was ended. */
async function codeOf(child, what, limitMs) {
  running = child
  const limit = setTimeout(() => {
    console.error(`${what} did not end within ${limitMs / 1000} s.`)
    stopRunning('SIGINT')
  }, limitMs)
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(null))
    child.once('close', resolve)
  })
  clearTimeout(limit)
  clearTimeout(force)
  force = undefined
  running = undefined
  return code
}

function startNpm() {
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund']
  const options = { cwd: root, stdio: ['ignore', 2, 2], ...OWN_GROUP }
  const npmFile = process.env.npm_execpath // set by whatever runs us; npm's is a .js file: no shell
  return npmFile && path.basename(npmFile) === 'npm-cli.js'
    ? spawn(process.execPath, [npmFile, ...args], options)
    : spawn(['npm', ...args].join(' '), { ...options, shell: true }) // npm.cmd needs one on Windows
}

/** Resolves to whether all is installed. Never blocks: Ctrl-C must reach us while npm works. */
async function install() {
  console.error('Installing packages (npm ci, about half a minute) …')
  const done = (await codeOf(startNpm(), 'npm ci', NPM_LIMIT_MS)) === 0
  if (done) writeFileSync(stampFile, wantedStamp())
  else if (stoppedBy === undefined)
    console.error(
      'npm ci failed (its own message is above). Check that the package registry is reachable, then run the command again.',
    )
  return done
}

function isOnPath(program) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/**
 * The tests of the Redis ledger run a redis-server of their own. Installed where that needs no
 * question (Debian, as root), and never started as a service: its packages would do so.
 */
async function installRedis() {
  const mayInstall = process.platform === 'linux' && process.getuid() === 0 && isOnPath('apt-get')
  if (isOnPath('redis-server') || !mayInstall) return
  console.error('Installing redis-server (apt-get) for the tests of the Redis ledger …')
  // RUNLEVEL=1 is how invoke-rc.d is told that nothing is to be started
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  let said = ''
  const apt = (...args) => {
    const options = ['-qq', '-o', 'DPkg::Lock::Timeout=60']
    const stdio = ['ignore', 'ignore', 'pipe']
    const child = spawn('apt-get', [...options, ...args], { env, stdio, ...OWN_GROUP })
    child.stderr?.on('data', (chunk) => (said += chunk))
    return codeOf(child, `apt-get ${args[0]}`, APT_LIMIT_MS)
  }
  await apt('update')
  if (stoppedBy !== undefined) return
  said = ''
  const code = await apt('install', '-y', '--no-install-recommends', 'redis-server')
  if (stoppedBy === undefined && (code !== 0 || !isOnPath('redis-server')))
    console.error(
      `redis-server could not be installed, so the tests of the Redis ledger will not run:\n${said.trim()}`,
    )
}

async function main() {
  if (!nodeIsSupported(process.versions.node)) {
    console.error(
      `Node ${process.versions.node} is not supported: use 20.19 or later, 22.14 or later, or 24.`,
    )
    process.exit(1)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      stoppedBy ??= signal
      stopRunning(signal)
    })
  if (['pretest', 'pretest:elsewhere'].includes(process.env.npm_lifecycle_event))
    await installRedis()
  if (stoppedBy === undefined && isInstalled()) return
  if (!(await waitForLock())) process.exit(130)
  try {
    const done = isInstalled() || (await install())
    process.exitCode = stoppedBy === undefined ? Number(!done) : 130
  } finally {
    rmSync(lockFolder, { recursive: true, force: true })
  }
}

/** False when we were told to stop meanwhile. */
async function waitForLock() {
  let told = false
  const giveUpAt = performance.now() + LOCK_LIMIT_MS
  while (stoppedBy === undefined) {
    if (performance.now() > giveUpAt) {
      console.error(
        `The other installation did not end within ${LOCK_LIMIT_MS / 60_000} minutes. If there is none, remove ${lockFolder}.`,
      )
      process.exit(1)
    }
    if (takeLock()) {
      // two may have taken over from the same dead holder: the later one has it
      await pause(100)
      if (Number(readHolder()) === process.pid) return true
    }
    if (!told) console.error('Another installation is running in this folder; waiting for it …')
    told = true
    await pause(300)
  }
  return false
}

const pause = (ms) => new Promise((next) => setTimeout(next, ms))

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  await main()
