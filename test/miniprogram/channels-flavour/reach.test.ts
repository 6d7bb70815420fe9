/** @jest-environment node */
import { files, read } from '../../helpers/mini/compilers'

/**
 * What the channels flavour consists of, as the release writes it: what app.json and the scripts reach,
 * and nothing of the live component.
 */
interface Json {
  readonly pages?: readonly string[]
  readonly subpackages?: readonly { readonly root: string; readonly pages: readonly string[] }[]
  readonly usingComponents?: Readonly<Record<string, string>>
}

const json = (file: string) => JSON.parse(read(file)) as Json
const ALL = new Set(files('.ts'))

/** Every page, and every component that one of them draws. */
function drawn(): string[] {
  const { pages = [], subpackages = [] } = json('app.json')
  const found = new Set(
    [
      ...pages,
      ...subpackages.flatMap((one) => one.pages.map((page) => `${one.root}/${page}`)),
    ].concat(componentsOf('app.json')),
  )
  // a Set goes on to what is added meanwhile
  for (const file of found) for (const used of componentsOf(`${file}.json`)) found.add(used)
  return [...found]
}

function componentsOf(file: string): string[] {
  return Object.values(json(file).usingComponents ?? {}).map((used) => used.replace(/^\//, ''))
}

/** Every module that is loaded sooner or later. */
function reached(): Set<string> {
  const found = new Set(['app', ...drawn()].map((file) => `${file}.ts`))
  for (const file of found) for (const used of importsOf(file)) found.add(used)
  return found
}

/** Types are gone by then; the app has no other kind of import, which the linter sees to. */
const IMPORT =
  /^(?:import|export)\s(?!type\s)[\w\s{},*]*?from '(?<from>[^']+)'|^import '(?<whole>[^']+)'/gm

function importsOf(file: string): string[] {
  return [...read(file).matchAll(IMPORT)].map(({ groups }) => {
    const named = groups?.['from'] ?? groups?.['whole'] ?? ''
    return `${new URL(named, `app:///${file}`).pathname.slice(1)}.ts`
  })
}

it('has every page of the other flavour', () => {
  expect(drawn()).toEqual(
    expect.arrayContaining([
      'pages/index/index',
      'pages/product-detail/product-detail',
      'packageA/pages/home/home',
      'packageA/pages/room/room',
      'packageA/pages/replay/replay',
      'live/components/room-hero/room-hero',
    ]),
  )
})

it('reaches Channels, and no module of the live component', () => {
  const all = [...reached()]
  expect(all).toContain('live/services/wechat/channels-client.ts')
  expect(all).toContain('live/services/rooms/room-providers.ts')
  for (const file of [
    'live/services/wechat/plugin-client.ts',
    'live/services/rooms/plugin-room.ts',
    'live/domain/plugin-link.ts',
  ])
    expect(ALL).toContain(file)
  expect(all.filter((file) => /plugin|live-player/.test(file))).toEqual([])
})

it('names the live component nowhere, but in comments', () => {
  const PLUGIN = /plugin-private:|requirePlugin|wx2b03c6e691cd7370|"plugins"|<subscribe/
  const COMMENT = /\/\*[^]*?\*\/|\/\/.*$/gm
  const named = [...reached(), ...files('.json'), ...files('.wxml')].filter((file) =>
    PLUGIN.test(file.endsWith('.ts') ? read(file).replace(COMMENT, '') : read(file)),
  )
  expect(named).toEqual([])
})

it('has no stand-in left beside what it stands in for', () => {
  const all = ['.ts', '.json', '.wxml', '.wxss'] as const
  expect(all.flatMap(files).filter((file) => file.includes('.channels.'))).toEqual([])
})
