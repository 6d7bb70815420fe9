// Runs before `npm start` and `npm test`: installs missing packages. Takes little time if none is
// missing. Has no dependencies, because it runs before they are installed.
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

/** The rule of "engines" in package.json, with a clear message instead of npm's EBADENGINE. */
export function nodeIsSupported(version) {
  const [major, minor] = version.split('.').map(Number)
  if (major === 20) return minor >= 19
  if (major === 22) return minor >= 14
  return major > 22
}

/** Changes exactly when a new installation is needed. */
function wantedStamp() {
  const hash = createHash('sha256')
  for (const file of ['package-lock.json', '.npmrc'])
    hash.update(readFileSync(path.join(root, file)))
  hash.update(JSON.stringify(wantedPackages()))
  return `${hash.digest('hex')} ${process.platform}-${process.arch}\n`
}

/**
 * The parts of package.json that npm installs. A new script, for example, needs no installation.
 */
function wantedPackages() {
  const given = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  return ['workspaces', 'dependencies', 'devDependencies', 'optionalDependencies', 'overrides'].map(
    (field) => given[field] ?? null,
  )
}

function isInstalled() {
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== wantedStamp()) return false
  // npm's record of the installed files, so that a folder deleted since counts as missing
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

/** Longer than a holder takes from creating the lock to writing its process id. */
const NAMELESS_MS = 2_000
/**
 * When a lock without a process id was first seen. Not its modification time, which may use another
 * clock.
 */
let namelessSinceMs

/** True if this process has the lock. If its holder was killed, the lock is taken over. */
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
/** Longer than another installation may take. */
const LOCK_LIMIT_MS = NPM_LIMIT_MS + 60_000
/** Time for a program to clean up before it is killed. */
const GRACE_MS = 5_000

let running
let force
let stoppedBy

/** A process group of its own: a signal to a shell would not reach the programs it has started. */
const OWN_GROUP = { detached: process.platform !== 'win32' }

function endRunning(signal) {
  if (running?.pid === undefined) return
  try {
    if (OWN_GROUP.detached) process.kill(-running.pid, signal)
    else running.kill(signal)
  } catch {
    // it has already ended
  }
}

/** Stops the running program, and kills it if it does not end. */
function stopRunning(signal) {
  endRunning(signal)
  force ??= setTimeout(() => endRunning('SIGKILL'), GRACE_MS).unref()
}

/** Resolves to the exit code of a program; null: it did not start or was killed. */
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
  const npmFile = process.env.npm_execpath // set by the package manager; npm's is a .js file and needs no shell
  return npmFile && path.basename(npmFile) === 'npm-cli.js'
    ? spawn(process.execPath, [npmFile, ...args], options)
    : spawn(['npm', ...args].join(' '), { ...options, shell: true }) // npm.cmd needs a shell on Windows
}

/**
 * Resolves to whether all packages are installed. Asynchronous, so that Ctrl-C works while npm
 * runs.
 */
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
 * The tests of the Redis ledger start a redis-server. It is installed without a question where that
 * is possible (Debian, as root). It is not started as a service, which its packages would do.
 */
async function installRedis() {
  const mayInstall = process.platform === 'linux' && process.getuid() === 0 && isOnPath('apt-get')
  if (isOnPath('redis-server') || !mayInstall) return
  console.error('Installing redis-server (apt-get) for the tests of the Redis ledger …')
  // RUNLEVEL=1 tells invoke-rc.d to start nothing
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

/** False if it was interrupted. */
async function waitForLock() {
  let isPrinted = false
  const giveUpAt = performance.now() + LOCK_LIMIT_MS
  while (stoppedBy === undefined) {
    if (performance.now() > giveUpAt) {
      console.error(
        `The other installation did not end within ${LOCK_LIMIT_MS / 60_000} minutes. If no installation is running, remove ${lockFolder}.`,
      )
      process.exit(1)
    }
    if (takeLock()) {
      // two processes may have taken over the same lock: the later one has it
      await pause(100)
      if (Number(readHolder()) === process.pid) return true
    }
    if (!isPrinted)
      console.error('Another installation is running in this folder; waiting for it …')
    isPrinted = true
    await pause(300)
  }
  return false
}

const pause = (ms) => new Promise((next) => setTimeout(next, ms))

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  await main()
