import { compare, type Sent } from '../../release/upload/compare'
import type { UploadAnswer } from '../../release/upload/messages'

const LIVE = { provider: 'wx2b03c6e691cd7370', version: '1.3.5' }
const KB = 1024
const sent: Sent = {
  sizes: { packages: { main: 100 * KB, packageA: 40 * KB }, total: 140 * KB },
  livePlugin: LIVE,
  liveProvider: LIVE.provider,
}
const answer: UploadAnswer = {
  packages: [
    { name: '__FULL__', size: 140 * KB },
    { name: '__APP__', size: 100 * KB },
    { name: 'packageA', size: 40 * KB },
  ],
  plugins: [{ provider: 'wxffffffffffffffff', version: '9.0.0' }, LIVE],
}

it('accepts what was sent, with the package names of check', () => {
  expect(compare(sent, answer)).toEqual({
    sizes: sent.sizes,
    livePlugin: LIVE,
    failure: null,
    warnings: [],
  })
})

it.each(['/packageA/', 'packageA/', '/packageA'])('reads %s as packageA', (name) => {
  const packages = [
    { name: '__APP__', size: 100 * KB },
    { name, size: 40 * KB },
  ]
  expect(compare(sent, { ...answer, packages })).toMatchObject({ sizes: sent.sizes, warnings: [] })
})

it.each([
  ['lacks the live plugin', LIVE, [], /does not list the live plugin 1\.3\.5/],
  ['tells of no plugin', LIVE, null, /does not list/],
  [
    'has another version',
    LIVE,
    [{ ...LIVE, version: '1.2.0' }],
    /lists the live plugin 1\.2\.0; app\.json declares 1\.3\.5/,
  ],
  ['has a plugin that is not declared', null, [LIVE], /which app\.json does not declare/],
])('fails an answer that %s', (_what, livePlugin, plugins, words) => {
  const { failure } = compare({ ...sent, livePlugin }, { ...answer, plugins })
  expect(failure).toMatchObject({ code: 'plugin-differs' })
  expect(failure?.message).toMatch(words)
})

it('accepts an app without the live plugin', () => {
  expect(compare({ ...sent, livePlugin: null }, { ...answer, plugins: [] })).toMatchObject({
    livePlugin: null,
    failure: null,
  })
})

it('warns of sizes that differ by more than the tolerance', () => {
  const sizes = (main: number, packageA: number) =>
    compare(sent, {
      ...answer,
      packages: [
        { name: '__APP__', size: main * KB },
        { name: 'packageA', size: packageA * KB },
      ],
    })
  expect(sizes(109, 44).warnings).toEqual([])
  expect(sizes(100, 50)).toMatchObject({
    failure: null,
    warnings: ['WeChat reports 50.0 KB for packageA; check measured 40.0 KB.'],
  })
  expect(sizes(60, 40).warnings).toEqual([
    'WeChat reports 60.0 KB for main; check measured 100.0 KB.',
    'WeChat reports 100.0 KB for all packages; check measured 140.0 KB.',
  ])
})

it('warns of a missing and of an additional package', () => {
  const packages = [
    { name: '__FULL__', size: 140 * KB },
    { name: '__APP__', size: 100 * KB },
    { name: 'packageB', size: 40 * KB },
  ]
  expect(compare(sent, { ...answer, packages }).warnings).toEqual([
    'WeChat reported no size for packageA.',
    'WeChat reports the package packageB, which was not checked.',
  ])
  expect(compare(sent, { ...answer, packages: null })).toMatchObject({
    sizes: null,
    warnings: ['WeChat reported no sizes.'],
  })
})
