import { spawn, type ChildProcess } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../..')

/** A stand-in for npm that records its calls, installs one package, and behaves as in NPM_WILL. */
const NPM = `
const fs = require('node:fs')
fs.appendFileSync('calls.txt', process.argv.slice(2).join(' ') + '\\n')
process.on('SIGINT', () => process.exit(130))
if (process.env.NPM_WILL === 'fail') process.exit(1)
setTimeout(() => {
  fs.mkdirSync('node_modules/left-pad', { recursive: true })
  fs.writeFileSync('node_modules/left-pad/package.json', '{}')
  const packages = { 'node_modules/left-pad': {} }
  fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }))
}, process.env.NPM_WILL === 'hang' ? 3_000 : 300)
`

let root: string
let children: ChildProcess[]

beforeEach(() => {
  children = []
  root = mkdtempSync(path.join(os.tmpdir(), 'bootstrap-test-'))
  mkdirSync(path.join(root, 'scripts'))
  cpSync(path.join(ROOT, 'scripts/bootstrap.mjs'), path.join(root, 'scripts/bootstrap.mjs'))
  for (const name of ['package.json', 'package-lock.json', '.npmrc'])
    writeFileSync(path.join(root, name), '{}')
  writeFileSync(path.join(root, 'npm-cli.js'), NPM)
})

afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
})

function bootstrap(npmWill: 'install' | 'fail' | 'hang' = 'install') {
  const child = spawn(process.execPath, [path.join(root, 'scripts/bootstrap.mjs')], {
    env: { ...process.env, npm_execpath: path.join(root, 'npm-cli.js'), NPM_WILL: npmWill },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  children.push(child)
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = new Promise<{ exitCode: number | null; said: string }>((resolve) => {
    child.once('close', (exitCode) => resolve({ exitCode, said }))
  })
  return { child, ended }
}

function writePackage(content: object): void {
  writeFileSync(path.join(root, 'package.json'), JSON.stringify(content))
}

function npmCalls(): string[] {
  const file = path.join(root, 'calls.txt')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}

async function untilNpmIsCalled(): Promise<void> {
  while (npmCalls().length === 0) await new Promise((next) => setTimeout(next, 20))
}

const isLocked = () => existsSync(path.join(root, '.install-lock'))

describe('the bootstrap', () => {
  it('installs without scripts of packages, and then has nothing to do', async () => {
    expect((await bootstrap().ended).exitCode).toBe(0)
    expect(await bootstrap().ended).toEqual({ exitCode: 0, said: '' })
    expect(npmCalls()).toEqual(['ci --include=dev --ignore-scripts --no-audit --no-fund'])
    expect(isLocked()).toBe(false)
  })

  it.each([
    ['the lock file changed', () => writeFileSync(path.join(root, 'package-lock.json'), '{ }')],
    ['a package is wanted', () => writePackage({ devDependencies: { 'right-pad': '1.0.0' } })],
    [
      'a package was deleted',
      () => rmSync(path.join(root, 'node_modules/left-pad'), { recursive: true }),
    ],
    [
      'all packages were deleted',
      () => rmSync(path.join(root, 'node_modules'), { recursive: true }),
    ],
  ])('installs again after %s', async (_why, change) => {
    await bootstrap().ended
    change()
    expect((await bootstrap().ended).exitCode).toBe(0)
    expect(npmCalls()).toHaveLength(2)
  })

  it('has nothing to do after a change of only a script in package.json', async () => {
    await bootstrap().ended
    writePackage({ scripts: { links: 'node links.js' } })
    expect(await bootstrap().ended).toEqual({ exitCode: 0, said: '' })
    expect(npmCalls()).toHaveLength(1)
  })

  it('installs once for two starts at the same time', async () => {
    const both = await Promise.all([bootstrap().ended, bootstrap().ended])
    expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0])
    expect(npmCalls()).toHaveLength(1)
  })

  it('reports what to check when npm fails, and removes its lock', async () => {
    const { exitCode, said } = await bootstrap('fail').ended
    expect(exitCode).toBe(1)
    expect(said).toContain('Check that the package registry is reachable')
    expect(isLocked()).toBe(false)
  })

  it('stops npm on Ctrl-C without an error, and installs the next time', async () => {
    const { child, ended } = bootstrap('hang')
    await untilNpmIsCalled()
    child.kill('SIGINT')
    const { exitCode, said } = await ended
    expect(exitCode).toBe(130)
    expect(said).not.toContain('registry')
    expect(isLocked()).toBe(false)
    expect((await bootstrap().ended).exitCode).toBe(0)
  })

  it('takes over a lock without a holder, even with a folder date in the future', async () => {
    mkdirSync(path.join(root, '.install-lock'))
    const tomorrow = new Date(Date.now() + 86_400_000)
    utimesSync(path.join(root, '.install-lock'), tomorrow, tomorrow)
    expect((await bootstrap().ended).exitCode).toBe(0)
    expect(isLocked()).toBe(false)
  })

  it('takes over the lock of a killed process', async () => {
    const { child, ended } = bootstrap('hang')
    await untilNpmIsCalled()
    child.kill('SIGKILL')
    await ended
    expect(isLocked()).toBe(true)
    expect((await bootstrap().ended).exitCode).toBe(0)
    expect(isLocked()).toBe(false)
  })
})
