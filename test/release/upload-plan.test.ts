import { DESCRIPTION_LIMIT, describe as describeUpload } from '../../release/upload/description'
import { type GitFacts, refName } from '../../release/upload/git'
import {
  type RequestedOptions,
  type Facts,
  planPreview,
  planTarget,
  planUpload,
} from '../../release/upload/plan'
import {
  DEFAULT_UPLOAD_SETTINGS,
  parseUploadSettings,
  robotFor,
} from '../../release/upload/settings'
import { chooseVersion } from '../../release/upload/version'

const commit = { subject: 'Add rooms', hash: 'abc1234', changed: false }
const git: GitFacts = { commit, branch: 'main', tags: [] }
const someFacts = (changes: Partial<Facts> = {}): Facts => ({
  env: {},
  appid: 'wx0000000000000001',
  packageVersion: '1.2.0',
  git,
  last: null,
  settings: DEFAULT_UPLOAD_SETTINGS,
  ...changes,
})
const last = {
  appid: 'wx0000000000000001',
  version: '1.2.0',
  flavour: 'plugin' as const,
  packages: {},
  total: 0,
  plugins: [],
  at: '2026-11-22T10:00:00.000Z',
}

const codes = (asked: RequestedOptions, facts: Facts) => {
  const planned = planUpload(asked, facts)
  return planned.kind === 'ready' ? planned.plan : planned.refusals.map(({ code }) => code)
}

describe('planUpload', () => {
  it('reads everything from the folder', () => {
    expect(codes({}, someFacts())).toEqual({
      appid: 'wx0000000000000001',
      robot: 1,
      flavour: 'plugin',
      description: 'Add rooms (abc1234)',
      version: '1.2.0',
    })
  })

  it('uses the flavour of the settings or of the option', () => {
    const settings = parseUploadSettings({ flavour: 'channels' })
    const facts = someFacts({ settings })
    expect(codes({}, facts)).toMatchObject({ flavour: 'channels' })
    expect(codes({ flavour: 'plugin' }, facts)).toMatchObject({ flavour: 'plugin' })
    expect(codes({ flavour: 'both', robot: '0' }, facts)).toEqual(['bad-robot', 'bad-flavour'])
    expect(planPreview({ flavour: '' }, facts)).toMatchObject({
      refusals: [{ code: 'bad-flavour', advice: 'Use plugin or channels.' }],
    })
  })

  it('prefers the command line and WX_APPID', () => {
    const env = { WX_APPID: 'wxffffffffffffffff' }
    expect(
      codes({ robot: '30', version: '2.0.0', description: 'By hand' }, someFacts({ env })),
    ).toMatchObject({
      appid: 'wxffffffffffffffff',
      robot: 30,
      description: 'By hand',
      version: '2.0.0',
    })
  })

  it('lists all refusals', () => {
    const facts = someFacts({ appid: 'touristappid', packageVersion: undefined })
    expect(codes({ robot: '31' }, facts)).toEqual(['tourist-appid', 'bad-robot', 'no-version'])
  })

  it.each(['wx1', 'WX0000000000000001', 'wx00000000000000011', 'gh_0000000000000001'])(
    'refuses %s as an appid',
    (appid) => expect(codes({}, someFacts({ appid }))).toEqual(['bad-appid']),
  )

  it.each(['0', '31', '1.5', '-1', 'one', ''])('refuses %p as a robot', (robot) => {
    expect(codes({ robot }, someFacts())).toEqual(['bad-robot'])
  })

  it('compares versions of the same mini-program only', () => {
    expect(codes({}, someFacts({ last }))).toEqual(['version-not-above'])
    const another = { ...last, appid: 'wxffffffffffffffff' }
    expect(codes({}, someFacts({ last: another }))).toMatchObject({ version: '1.2.0' })
  })

  it('works without git', () => {
    expect(codes({}, someFacts({ git: null }))).toMatchObject({
      robot: 1,
      description: 'Uploaded without git',
    })
  })

  it('has no version for a preview', () => {
    const facts = someFacts({ last, packageVersion: undefined })
    expect(planPreview({}, facts)).toMatchObject({ kind: 'ready', plan: { version: null } })
  })

  it('refuses a branch without a robot', () => {
    const settings = parseUploadSettings({ robots: { release: 3 } })
    expect(planTarget({}, someFacts({ settings }))).toMatchObject({
      refusals: [{ code: 'no-robot', message: expect.stringContaining('for main') as string }],
    })
  })
})

describe('chooseVersion', () => {
  const version = (sources: Partial<Parameters<typeof chooseVersion>[0]>, uploaded?: string) => {
    const known = uploaded === undefined ? null : { version: uploaded, where: 'the record' }
    const chosen = chooseVersion(
      { asked: undefined, tags: [], packaged: undefined, ...sources },
      known,
    )
    return chosen.kind === 'chosen' ? chosen.version : chosen.refusal.code
  }

  it('prefers --version, then the highest tag at HEAD, then package.json', () => {
    const tags = ['v1.9.0', 'v1.10.0', 'v1.10', 'nightly', '2.0.0', 'vnext']
    expect(version({ asked: '3.0.0', tags, packaged: '0.1.0' })).toBe('3.0.0')
    expect(version({ tags, packaged: '0.1.0' })).toBe('1.10.0')
    expect(version({ tags: ['nightly'], packaged: '0.1.0' })).toBe('0.1.0')
    expect(version({})).toBe('no-version')
  })

  it.each(['1.2', '1.2.3-beta.1', 'v1.2.3', '1.2.3.4', ''])('refuses %p', (asked) => {
    expect(version({ asked })).toBe('bad-version')
  })

  it.each([
    ['1.10.0', '1.9.9', '1.10.0'],
    ['2.0.0', '1.99.99', '2.0.0'],
    ['1.2.0', '1.2.0', 'version-not-above'],
    ['1.2.9', '1.2.10', 'version-not-above'],
    ['1.2.0', 'unreadable', '1.2.0'],
  ])('of %s after %s makes %s', (asked, uploaded, chosen) => {
    expect(version({ asked }, uploaded)).toBe(chosen)
  })
})

describe('robotFor', () => {
  const settings = parseUploadSettings({
    robots: { 'release/*': 2, main: 1, 'release/hot.fix': 4, 'v*': 5, '*': 3 },
  })

  it.each([
    ['main', 1],
    ['release/1.2', 2],
    ['release/hot.fix', 4],
    ['v1.2.0', 5],
    ['feature/main', 3],
    ['', 3],
  ])('of %p is %i', (name, robot) => expect(robotFor(name, settings)).toBe(robot))

  it('is null without a matching entry, and matches a dot literally', () => {
    const narrow = parseUploadSettings({ robots: { 'v1.*': 7 } })
    expect(['v1.2', 'v1x2', ''].map((name) => robotFor(name, narrow))).toEqual([7, null, null])
  })
})

it('refuses invalid settings and lists all faults', () => {
  const faults = { robots: { main: 31, dev: '2' }, releaseBranch: '', robot: 1, flavour: 'x' }
  expect(() => parseUploadSettings(faults)).toThrow(
    'release/upload.json cannot be used:\n' +
      '  robot is not a setting. The settings are robots, releaseBranch, flavour\n' +
      '  robots["main"] must be a number 1–30, got 31\n' +
      '  robots["dev"] must be a number 1–30, got "2"\n' +
      '  releaseBranch must be the name of a branch, got ""\n' +
      '  flavour must be plugin or channels, got "x"',
  )
  expect(() => parseUploadSettings([])).toThrow('the file must be an object')
})

describe('refName', () => {
  it('is the branch, else the variable of CI, else a tag', () => {
    const detached = { ...git, branch: '', tags: ['v1.2.0'] }
    expect(refName(git, { GITHUB_REF_NAME: 'other' })).toBe('main')
    expect(refName(detached, { GITHUB_HEAD_REF: 'topic', GITHUB_REF_NAME: '7/merge' })).toBe(
      'topic',
    )
    expect(refName(detached, { GITHUB_HEAD_REF: '', GITHUB_REF_NAME: 'v1.2.0' })).toBe('v1.2.0')
    expect(
      refName(detached, { CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: 'topic', CI_COMMIT_REF_NAME: 'x' }),
    ).toBe('topic')
    expect(refName(detached, {})).toBe('v1.2.0')
    expect(refName(null, {})).toBe('')
  })
})

describe('the description', () => {
  it('mentions uncommitted changes', () => {
    expect(describeUpload(undefined, { ...commit, changed: true })).toBe(
      'Add rooms (abc1234, with uncommitted changes)',
    )
  })

  it('is one line within the limit, with the whole hash', () => {
    const subject = `Say 直播\n"; rm -rf / #${'长'.repeat(400)}`
    const text = describeUpload(undefined, { ...commit, subject })
    expect(text).toHaveLength(DESCRIPTION_LIMIT)
    expect(text).toMatch(/^Say 直播 "; rm -rf \/ #长+… \(abc1234\)$/)
    expect(describeUpload(`  by\thand\r\n${'x'.repeat(300)}`, commit)).toMatch(/^by hand x{191}…$/)
  })

  it('uses the commit if --desc is empty', () => {
    expect(describeUpload(' \n', commit)).toBe('Add rooms (abc1234)')
  })
})
