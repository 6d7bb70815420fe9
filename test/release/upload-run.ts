/** Runs the scripts of release/ and checks that the upload key is written nowhere. */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { UploadStandIn } from '../../sandbox/upload'
import { listFiles } from '../../release/project/list-files'
import type { Refusal } from '../../release/upload/refusal'

const ROOT = path.join(__dirname, '../..')

/** Variables of this machine that would change a result. */
const NOT_INHERITED =
  /^(?:(?:https?|no|all)_proxy|WX_.*|NODE_EXTRA_CA_CERTS|NODE_OPTIONS|GITHUB_.*|CI_.*|GIT_.*)$/i

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** The last line of stdout, where it is JSON. */
  readonly json: unknown
}

export interface Run {
  readonly env?: Readonly<Record<string, string>>
  /** Receives a function that sends Ctrl-C. */
  readonly onStarted?: (interrupt: () => void) => void
}

/**
 * A folder that is the home and the temporary folder of each script, so that it contains all files
 * they leave.
 */
export function aHome() {
  const home = mkdtempSync(path.join(tmpdir(), 'upload-test-'))
  return {
    home,
    run: (script: string, args: readonly string[], options: Run = {}) =>
      run(home, script, args, options),
    remove: () => rmSync(home, { recursive: true, force: true }),
  }
}

function run(
  home: string,
  script: string,
  args: readonly string[],
  { env = {}, onStarted }: Run,
): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name))
  const tsx = pathToFileURL(require.resolve('tsx')).href
  const child = spawn(
    process.execPath,
    ['--import', tsx, path.join(ROOT, 'release/commands', script), ...args],
    {
      cwd: ROOT,
      env: {
        ...Object.fromEntries(inherited),
        HOME: home,
        USERPROFILE: home,
        TMPDIR: home,
        TEMP: home,
        TMP: home,
        ...env,
      },
    },
  )
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')))
  onStarted?.(() => child.kill('SIGINT'))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      const last = stdout.trimEnd().split('\n').at(-1) ?? ''
      const json: unknown = last.startsWith('{') ? JSON.parse(last) : null
      resolve({ code, stdout, stderr, json })
    })
  })
}

/** The variables that direct the scripts to the stand-in of WeChat. */
export function variablesOf(wechat: UploadStandIn): Record<string, string> {
  return {
    HTTPS_PROXY: wechat.proxyUrl,
    NODE_EXTRA_CA_CERTS: wechat.caFile,
    WX_UPLOAD_KEY: wechat.uploadKey,
  }
}

export function errorOf({ json }: Ended): Refusal {
  return (json as { error: Refusal }).error
}

/** The lines of a key without those that all keys share. */
export function piecesOf(pem: string): string[] {
  return pem.trim().split('\n').slice(2, -2)
}

/** The outputs that contain one of the texts. */
export function outputsWith(texts: readonly string[], { stdout, stderr }: Ended): string[] {
  return [stdout, stderr].filter((output) => texts.some((text) => output.includes(text)))
}

/** The files below a folder that contain one of the texts. */
export function filesWith(texts: readonly string[], folder: string): string[] {
  return listFiles(folder)
    .map((file) => path.join(folder, file))
    .filter((file) => {
      const content = readFileSync(file, 'latin1')
      return texts.some((text) => content.includes(text))
    })
}

/** Makes a folder a repository with one commit of all its files. */
export function commitAll(dir: string, subject: string, tag: string): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: dir, encoding: 'utf8' }).trim()
  git('init', '--quiet', '--initial-branch=main')
  git('add', '.')
  const who = ['-c', 'user.name=Upload test', '-c', 'user.email=upload@example.com']
  git(...who, '-c', 'commit.gpgsign=false', 'commit', '--quiet', '--message', subject)
  git('tag', tag)
  return git('rev-parse', '--short', 'HEAD')
}
