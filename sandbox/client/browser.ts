import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import zlib from 'node:zlib'

/** Options for `launch` of playwright-core. */
export interface Browser {
  readonly executablePath: string
  readonly args: string[]
  readonly env: Record<string, string>
}

export interface Machine {
  readonly platform: NodeJS.Platform
  readonly arch: string
  readonly env: Readonly<Partial<Record<string, string>>>
  readonly exists: (file: string) => boolean
}

const ARGS = ['--no-sandbox', '--disable-gpu']

/**
 * `CHROMIUM_PATH`, otherwise an installed Chromium, Chrome or Edge, otherwise the one from npm.
 * @throws with installation instructions if there is none
 */
export function findBrowser(machine: Machine = thisMachine()): Browser {
  const named = machine.env['CHROMIUM_PATH']
  if (named !== undefined && named !== '') {
    if (!machine.exists(named))
      throw new Error(
        `CHROMIUM_PATH is ${named}, which does not exist. Set it to a browser's program, or unset it.`,
      )
    return browserAt(named, machine)
  }
  const installed = installPaths(machine).find((file) => machine.exists(file))
  if (installed !== undefined) return browserAt(installed, machine)
  if (machine.platform === 'linux' && machine.arch === 'x64') return unpackedBrowser(machine)
  throw new Error(
    `No browser found for the tests on ${machine.platform} ${machine.arch}. Install Chrome, Edge or ` +
      'Chromium, or set CHROMIUM_PATH to its program.',
  )
}

function thisMachine(): Machine {
  const { platform, arch, env } = process
  return { platform, arch, env, exists: (file) => fs.existsSync(file) }
}

function browserAt(
  executablePath: string,
  { env }: Machine,
  more: Record<string, string> = {},
): Browser {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return { executablePath, args: ARGS, env: { ...Object.fromEntries(kept), ...more } }
}

function installPaths({ platform, env }: Machine): string[] {
  if (platform === 'darwin')
    return ['', env['HOME'] ?? ''].flatMap((home) => [
      `${home}/Applications/Google Chrome.app/Contents/MacOS/Google Chrome`,
      `${home}/Applications/Chromium.app/Contents/MacOS/Chromium`,
      `${home}/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge`,
    ])
  if (platform === 'win32')
    return [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].flatMap((root) =>
      root === undefined
        ? []
        : [
            `${root}\\Google\\Chrome\\Application\\chrome.exe`,
            `${root}\\Chromium\\Application\\chrome.exe`,
            `${root}\\Microsoft\\Edge\\Application\\msedge.exe`,
          ],
    )
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  ]
  return ['/usr/bin', '/usr/local/bin', '/snap/bin'].flatMap((folder) =>
    names.map((name) => `${folder}/${name}`),
  )
}

/**
 * Unpacks @sparticuz/chromium. Its own executablePath() uses one shared temporary path, returns it while
 * another process still writes it, and omits the libraries outside of AWS. Here the folder gets its final
 * name when it is complete.
 */
function unpackedBrowser(machine: Machine): Browser {
  const root = path.resolve(path.dirname(resolvePackage()), '../..')
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  const folder = path.resolve(root, `../../.cache/chromium-${version}`)
  if (!fs.existsSync(folder)) unpack(path.join(root, 'bin'), folder)
  return browserAt(path.join(folder, 'chromium'), machine, {
    LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'),
    FONTCONFIG_PATH: path.join(folder, 'fonts'),
  })
}

function resolvePackage(): string {
  try {
    return createRequire(__filename).resolve('@sparticuz/chromium')
  } catch (cause) {
    throw new Error(
      'No browser found for the tests. Run npm ci, which installs one on Linux x64, or install ' +
        'Chromium, or set CHROMIUM_PATH.',
      { cause },
    )
  }
}

const UNPACK_LIMIT_MS = 120_000

function unpack(bin: string, folder: string): void {
  fs.mkdirSync(path.dirname(folder), { recursive: true })
  const fresh = fs.mkdtempSync(`${folder}.`) // same parent folder: a rename cannot cross file systems
  const inflate = (name: string) => zlib.brotliDecompressSync(fs.readFileSync(path.join(bin, name)))
  for (const name of ['al2023', 'fonts']) {
    const to = path.join(fresh, name)
    fs.mkdirSync(to)
    execFileSync('tar', ['-x', '-C', to], {
      input: inflate(`${name}.tar.br`),
      timeout: UNPACK_LIMIT_MS,
    })
  }
  fs.writeFileSync(path.join(fresh, 'chromium'), inflate('chromium.br'), { mode: 0o755 })
  // the packaged configuration contains another temporary folder
  fs.writeFileSync(path.join(fresh, 'fonts/fonts.conf'), fontsConf(folder))
  try {
    fs.renameSync(fresh, folder)
  } catch (error) {
    fs.rmSync(fresh, { recursive: true })
    if (!fs.existsSync(folder)) throw error // otherwise another process has unpacked it
  }
}

function fontsConf(folder: string): string {
  return (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>' +
    `<dir>${folder}/fonts/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/fonts-cache</cachedir>` +
    '</fontconfig>\n'
  )
}
