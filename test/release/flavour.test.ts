import { buildFlavour } from '../../release/flavour/build-flavour'
import { sourcesOf, originalOf } from '../../release/flavour/stand-ins'
import { withoutPlugins } from '../../release/flavour/without-plugins'

const COMPONENT = 'plugin-private://wx2b03c6e691cd7370/components/subscribe/subscribe'

describe('a stand-in', () => {
  it.each([
    ['app.channels.json', 'app.json'],
    ['services/doors.channels.ts', 'services/doors.ts'],
    ['packageA/pages/room/room.channels.wxml', 'packageA/pages/room/room.wxml'],
  ])('%s replaces %s', (file, original) => expect(originalOf(file)).toBe(original))

  it.each(['channels.ts', 'pages/.channels.ts', 'services/channels/index.ts', 'a.channels.d.ts'])(
    '%s is no stand-in',
    (file) => expect(originalOf(file)).toBeNull(),
  )

  const files = ['app.json', 'doors.ts', 'doors.channels.ts', 'lost.channels.wxml']

  it('is excluded from the plugin flavour', () =>
    expect([...sourcesOf('plugin', files)]).toEqual([
      ['app.json', 'app.json'],
      ['doors.ts', 'doors.ts'],
      ['lost.channels.wxml', 'lost.channels.wxml'],
    ]))

  it('replaces its original in the channels flavour', () =>
    expect([...sourcesOf('channels', files)]).toEqual([
      ['app.json', 'app.json'],
      ['doors.ts', 'doors.channels.ts'],
      ['lost.channels.wxml', 'lost.channels.wxml'],
    ]))
})

describe('JSON without plugins', () => {
  const lines = (...text: string[]) => text.join('\n')
  const without = (file: string, value: unknown) => {
    const { text, removedTags } = withoutPlugins(file, JSON.stringify(value))
    return { value: JSON.parse(text) as unknown, removedTags }
  }

  it('has no plugins of app.json and its subpackages', () => {
    const plugins = { live: { version: '1.3.5', provider: 'wx' } }
    const app = {
      plugins,
      pages: ['a'],
      subPackages: [{ plugins, root: 'b', pages: [] }],
      subpackages: [
        { root: 'c', plugins, pages: [] },
        { root: 'd', pages: [], plugins },
      ],
    }
    expect(without('app.json', app).value).toEqual({
      pages: ['a'],
      subPackages: [{ root: 'b', pages: [] }],
      subpackages: [
        { root: 'c', pages: [] },
        { root: 'd', pages: [] },
      ],
    })
    // other files have no such block; the key has another meaning there
    expect(without('data.json', { plugins }).value).toEqual({ plugins })
  })

  it('has no components of plugins and no placeholders of them', () => {
    const page = {
      usingComponents: { first: 'plugin://live/a', row: '/row/row', subscribe: COMPONENT },
      componentPlaceholder: { subscribe: 'view', row: 'view', first: 'text' },
    }
    expect(without('room.json', page)).toEqual({
      value: { usingComponents: { row: '/row/row' }, componentPlaceholder: { row: 'view' } },
      removedTags: ['first', 'subscribe'],
    })
    expect(without('app.json', { usingComponents: { subscribe: COMPONENT } })).toEqual({
      value: { usingComponents: {} },
      removedTags: ['subscribe'],
    })
  })

  it('keeps the lines of all other entries', () => {
    const source = lines(
      '{',
      '  "usingComponents": {',
      '    "row": "/row/row",',
      `    "subscribe": "${COMPONENT}"`,
      '  },',
      '  "style": "v2"',
      '}',
    )
    const { text } = withoutPlugins('room.json', source)
    expect(text.split('\n').map((line) => line.trimEnd())).toEqual([
      '{',
      '  "usingComponents": {',
      '    "row": "/row/row"',
      '',
      '  },',
      '  "style": "v2"',
      '}',
    ])
  })

  it('is unchanged without plugins, and if it is broken', () => {
    for (const text of ['{ "usingComponents": {} }\n', '{ "plugins": { },, }', '["plugins"]'])
      expect(withoutPlugins('app.json', text)).toEqual({ text, removedTags: [] })
  })
})

describe('a flavour', () => {
  const APP: Readonly<Record<string, string>> = {
    'app.json': '{"pages":["a"],"plugins":{"live":{}}}',
    'a.json': `{"usingComponents":{"subscribe":"${COMPONENT}"}}`,
    'a.wxml': '<subscribe />',
    'a.channels.wxml': '<channel-live />',
    'b.json': '{}',
    'b.channels.json': '{"usingComponents":{"other":"plugin://other/x"}}',
  }
  const read = (file: string) => APP[file] ?? ''

  it('is the unchanged source with the plugin', () => {
    const { files, removedTags } = buildFlavour('plugin', Object.keys(APP), read)
    expect(files).toEqual(
      ['app.json', 'a.json', 'a.wxml', 'b.json'].map((path) => ({
        path,
        source: path,
        text: null,
      })),
    )
    expect(removedTags.size).toBe(0)
  })

  it('has stand-ins and JSON without plugins in the channels flavour', () => {
    const { files, removedTags } = buildFlavour('channels', Object.keys(APP), read)
    expect(files.map(({ path, source }) => `${path} of ${source}`)).toEqual([
      'app.json of app.json',
      'a.json of a.json',
      'a.wxml of a.channels.wxml',
      'b.json of b.channels.json',
    ])
    expect(files.map(({ text }) => text?.replaceAll(' ', '') ?? null)).toEqual([
      '{"pages":["a"]}',
      '{"usingComponents":{}}',
      null,
      '{"usingComponents":{}}',
    ])
    expect([...removedTags]).toEqual([
      ['a.json', ['subscribe']],
      ['b.json', ['other']],
    ])
  })
})
