/** Starts the very scripts of release/, and keeps watch that the upload key gets out nowhere. */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { UploadStandIn } from '../../sandbox/upload'
import { listFiles } from '../../release/project/list-files'
import type { Refusal } from '../../release/upload/refusal'

const ROOT = path.join(__dirname, '../..')

/** Variables of this machine that would decide a test. */
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
  /** Gets what a hand on Ctrl-C does. */
  readonly onStarted?: (interrupt: () => void) => void
}

/** A folder that is home and temporary folder of every script, so that all they leave is in it. */
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
    ['--import', tsx, path.join(ROOT, 'release', script), ...args],
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

/** The variables by which a developer reaches the stand-in; the scripts know no other way. */
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

/** Pieces of a key that no chance would print: every line of it, without those that all keys share. */
export function piecesOf(pem: string): string[] {
  return pem.trim().split('\n').slice(2, -2)
}

/** The outputs that hold one of the texts. */
export function outputsWith(texts: readonly string[], { stdout, stderr }: Ended): string[] {
  return [stdout, stderr].filter((output) => texts.some((text) => output.includes(text)))
}

/** Every file below a folder that holds one of the texts. */
export function filesWith(texts: readonly string[], folder: string): string[] {
  return listFiles(folder)
    .map((file) => path.join(folder, file))
    .filter((file) => {
      const content = readFileSync(file, 'latin1')
      return texts.some((text) => content.includes(text))
    })
}

/** Makes a folder a repository with one commit of everything in it. */
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
