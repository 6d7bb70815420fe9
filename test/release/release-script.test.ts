/** Runs the script of `npm run release` in a repository of its own. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { planRelease, type ReleaseFacts } from '../../release/versioning/plan-release'

const ROOT = path.join(__dirname, '../..')
const CHANGELOG =
  '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Rooms “& more”; $(touch pwned)\n'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'release-test-'))
  write('CHANGELOG.md', CHANGELOG)
  write('package.json', '{\n\t"name": "shop",\n\t"version": "1.1.0"\n}\n')
  write('package-lock.json', `${JSON.stringify(lock('1.1.0'), null, 2)}\n`)
  mkdirSync(path.join(dir, 'release'))
  write('release/upload.json', '{"releaseBranch": "main"}\n')
  git('init', '--quiet', '--initial-branch=main')
  git('config', 'user.name', 'Release test')
  git('config', 'user.email', 'release@example.com')
  git('config', 'commit.gpgsign', 'false')
  git('add', '.')
  git('commit', '--quiet', '--message', 'Begin')
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const lock = (version: string) => ({
  name: 'shop',
  version,
  lockfileVersion: 3,
  packages: { '': { name: 'shop', version }, 'node_modules/other': { version: '1.1.0' } },
})
const write = (file: string, text: string) => writeFileSync(path.join(dir, file), text)
const read = (file: string) => readFileSync(path.join(dir, file), 'utf8')
const git = (...args: string[]) => execFileSync('git', args, { cwd: dir, encoding: 'utf8' }).trim()

function release(...args: string[]) {
  const tsx = pathToFileURL(require.resolve('tsx')).href
  const script = path.join(ROOT, 'release/commands/release.ts')
  const given = ['--import', tsx, script, '--project', dir, '--json', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, given, { encoding: 'utf8' })
  const last = stdout.trimEnd().split('\n').at(-1) ?? ''
  return {
    status,
    stdout,
    stderr,
    json: (last.startsWith('{') ? JSON.parse(last) : null) as unknown,
  }
}

it('commits and tags the version and moves its entries', () => {
  expect(release('minor', '--dry-run')).toMatchObject({
    status: 0,
    json: { version: '1.2.0', tag: 'v1.2.0', commit: null, dryRun: true },
  })
  expect(git('log', '--format=%s')).toBe('Begin')
  expect(git('status', '--porcelain')).toBe('')

  const ended = release('minor')
  const commit = git('rev-parse', '--short', 'HEAD')
  expect(ended).toMatchObject({ status: 0, json: { version: '1.2.0', tag: 'v1.2.0', commit } })
  expect(git('log', '--format=%s')).toBe('Release 1.2.0\nBegin')
  expect(git('status', '--porcelain')).toBe('')
  expect(git('rev-parse', 'v1.2.0^{commit}')).toBe(git('rev-parse', 'HEAD'))
  expect(git('tag', '--list', '--format=%(contents)', 'v1.2.0')).toBe(
    'Release 1.2.0\n\n### Added\n\n- Rooms “& more”; $(touch pwned)',
  )
  expect(read('package.json')).toBe('{\n\t"name": "shop",\n\t"version": "1.2.0"\n}\n')
  expect(JSON.parse(read('package-lock.json'))).toEqual(lock('1.2.0'))
  expect(read('CHANGELOG.md')).toMatch(
    /## \[Unreleased\]\n\n## \[1\.2\.0\] - \d{4}-\d\d-\d\d\n\n### Added/,
  )

  expect(release('minor')).toMatchObject({
    status: 2,
    json: { error: { code: 'nothing-unreleased' } },
  })
})

it('refuses a working tree with changes and changes nothing', () => {
  write('new.txt', 'not committed')
  const ended = release('1.2.0')
  expect(ended).toMatchObject({ status: 2, json: { error: { code: 'dirty-tree' } } })
  expect(ended.stderr).toContain('?? new.txt')
  expect(read('CHANGELOG.md')).toBe(CHANGELOG)
  expect(git('tag')).toBe('')
})

it("restores all files when git refuses the commit, and prints git's text", () => {
  write('.git/hooks/pre-commit', '#!/bin/sh\necho no release on Fridays >&2\nexit 1\n')
  chmodSync(path.join(dir, '.git/hooks/pre-commit'), 0o755)
  const ended = release('patch')
  expect(ended).toMatchObject({ status: 1, json: { error: { code: 'git-refused' } } })
  expect(ended.stderr).toContain('no release on Fridays')
  expect(git('status', '--porcelain')).toBe('')
  expect(git('tag')).toBe('')
})

it('prints its help and refuses wrong usage', () => {
  expect(release('--help')).toMatchObject({ status: 0, stderr: '' })
  const without = release()
  expect(without.status).toBe(2)
  expect(without.stderr).toContain('Name one version')
})

describe('planRelease', () => {
  const facts: ReleaseFacts = {
    branch: 'main',
    changes: [],
    tags: [],
    packageVersion: '1.1.0',
    uploaded: null,
    changelog: CHANGELOG,
    settings: { releaseBranch: 'main' },
    today: '2026-11-22',
  }
  const outcome = (asked: string, changes: Partial<ReleaseFacts> = {}) => {
    const planned = planRelease(asked, { ...facts, ...changes })
    return planned.kind === 'ready'
      ? planned.release.version
      : planned.refusals.map(({ code }) => code).join(' ')
  }

  it.each([
    ['major', '2.0.0'],
    ['minor', '1.2.0'],
    ['patch', '1.1.1'],
    ['1.10.0', '1.10.0'],
    // the version of package.json has no tag yet
    ['1.1.0', '1.1.0'],
    ['1.0.9', 'version-not-above'],
    ['beta', 'bad-version'],
  ])('of %s makes %s', (asked, outcomeWanted) => expect(outcome(asked)).toBe(outcomeWanted))

  it.each<[string, Partial<ReleaseFacts>, string]>([
    ['1.1.0', { tags: ['v1.1.0'] }, 'version-not-above tag-exists'],
    ['1.2.0', { uploaded: '1.3.0' }, 'version-not-above'],
    ['1.2.0', { tags: ['v1.2.0'] }, 'tag-exists'],
    ['minor', { packageVersion: undefined }, 'bad-version'],
    ['1.2.0', { branch: 'topic' }, 'wrong-branch'],
    ['1.2.0', { branch: '' }, 'wrong-branch'],
    [
      '1.2.0',
      { changes: ['M a'], branch: 'topic', changelog: '' },
      'dirty-tree wrong-branch no-unreleased',
    ],
  ])('of %s with %j makes %s', (asked, changes, wanted) => {
    expect(outcome(asked, changes)).toBe(wanted)
  })
})
