// Runs before `npm start` and `npm test`: installs what is missing, and costs next to nothing when
// nothing is. No dependency of its own, because it runs before there are any.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
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
  for (const file of ['package-lock.json', 'package.json', '.npmrc'])
    hash.update(readFileSync(path.join(root, file)))
  return `${hash.digest('hex')} ${process.platform}-${process.arch}\n`
}

const isInstalled = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wantedStamp()

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** True once the lock is ours. Its holder may have been killed: then the lock is taken over. */
function takeLock() {
  try {
    mkdirSync(lockFolder)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    const holder = Number(readHolder())
    const justMade = Date.now() - statSync(lockFolder).mtimeMs < 2000
    if (holder > 0 ? isAlive(holder) : justMade) return false
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

function install() {
  console.error('Installing packages (npm ci, about half a minute) …')
  const npm = process.env.npm_execpath // set whenever npm runs us; a .js file, so no shell is needed
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund']
  const done = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: true })
  if (done.status !== 0) {
    console.error(
      'npm ci failed (its own message is above). Check that the package registry is reachable, then run the command again.',
    )
    process.exit(1)
  }
  writeFileSync(stampFile, wantedStamp())
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
export function installRedis() {
  const mayInstall = process.platform === 'linux' && process.getuid() === 0 && isOnPath('apt-get')
  if (isOnPath('redis-server') || !mayInstall) return
  console.error('Installing redis-server (apt-get) for the tests of the Redis ledger …')
  // RUNLEVEL=1 is how invoke-rc.d is told that nothing is to be started
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=60', ...args], {
      env,
      encoding: 'utf8',
      timeout: 180_000,
    })
  apt('update')
  const done = apt('install', '-y', '--no-install-recommends', 'redis-server')
  if (done.status !== 0 || !isOnPath('redis-server'))
    console.error(
      `redis-server could not be installed, so the tests of the Redis ledger will not run:\n${String(done.stderr ?? done.error).trim()}`,
    )
}

async function main() {
  if (!nodeIsSupported(process.versions.node)) {
    console.error(
      `Node ${process.versions.node} is not supported: use 20.19 or later, 22.14 or later, or 24.`,
    )
    process.exit(1)
  }
  if (process.env.npm_lifecycle_event === 'pretest') installRedis()
  if (isInstalled()) return
  let told = false
  while (!takeLock()) {
    if (!told) console.error('Another installation is running in this folder; waiting for it …')
    told = true
    await new Promise((next) => setTimeout(next, 300))
  }
  const release = () => rmSync(lockFolder, { recursive: true, force: true })
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      release()
      process.exit(130)
    })
  try {
    if (!isInstalled()) install()
  } finally {
    release()
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  await main()
