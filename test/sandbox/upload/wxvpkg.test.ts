import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { measure, openPackage } from '../../../sandbox/upload/app-package'
import { InvalidPackage, unpack } from '../../../sandbox/upload/wxvpkg'
import { anApp, aPlugin, pack } from './harness'

const aName = () => fc.stringMatching(/^[a-z\u4e00-\u9fa5]{1,8}(\/[a-z]{1,8}){0,2}\.(js|json|png)$/)

describe('a package', () => {
  it('is unpacked to the same files', () => {
    fc.assert(
      fc.property(fc.dictionary(aName(), fc.uint8Array()), (given) => {
        const files = Object.entries(given).map(([name, bytes]) => [name, Buffer.from(bytes)])
        expect(unpack(pack(Object.fromEntries(files) as Record<string, Buffer>))).toEqual(
          new Map(files as [string, Buffer][]),
        )
      }),
    )
  })

  it('is rejected with a message wherever it is truncated', () => {
    const whole = pack({ 'app.json': '{}', 'app.js': 'App({})' })
    for (let length = 0; length < whole.length; length++) {
      expect(() => unpack(whole.subarray(0, length))).toThrow(InvalidPackage)
    }
  })

  it('is rejected if any byte of its header is different', () => {
    const whole = pack({ 'app.json': '{}', 'app.js': 'App({})' })
    fc.assert(
      fc.property(fc.nat(whole.length - 10), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const other = Buffer.from(whole)
        other[at] = (other[at] ?? 0) ^ change
        try {
          unpack(other) // a letter of a name and the version may have any value
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidPackage)
        }
      }),
    )
  })

  it('cannot contain a name twice', () => {
    const twice = Buffer.from(pack({ 'a.js': '1', 'b.js': '2' }))
    twice.write('a', twice.indexOf('/b.js') + 1)
    expect(() => unpack(twice)).toThrow('a.js occurs twice in the package')
  })
})

describe('the body of an upload', () => {
  const open = (files: Record<string, string>) => openPackage(gzipSync(pack(files)))
  const app = JSON.stringify(anApp())

  it('is an app with a signature', () => {
    const signed = JSON.stringify({ signature: 'c2ln', version: '2.1.42' })
    const { files, signature } = open({ 'app.json': app, 'ci.signature': signed })
    expect([...files.keys()]).toEqual(['app.json'])
    expect(signature).toBe('c2ln')
  })

  it('can have no readable signature', () => {
    expect(open({ 'app.json': app }).signature).toBe('')
    expect(open({ 'app.json': app, 'ci.signature': '{' }).signature).toBe('')
  })

  it.each([
    ['is not gzipped', Buffer.from('{}'), 'not gzipped'],
    ['is not a package', gzipSync('something else altogether'), 'no wxvpkg header'],
    ['has no app.json', gzipSync(pack({ 'app.js': '' })), 'app.json is missing or invalid'],
  ])('is rejected if it %s', (_case, body, words) => {
    expect(() => openPackage(body)).toThrow(words)
  })

  it('contains the plugins with the package that declares them', () => {
    const plugins = { other: aPlugin('2.0.0', 'wx00000000000000ff') }
    expect(open({ 'app.json': JSON.stringify(anApp({ plugins })) }).plugins).toEqual([
      { alias: 'other', provider: 'wx00000000000000ff', version: '2.0.0', declaredIn: '__APP__' },
      {
        alias: 'live-player-plugin',
        provider: 'wx2b03c6e691cd7370',
        version: '1.3.5',
        declaredIn: 'packageA',
      },
    ])
  })

  it('can have either spelling of subpackages', () => {
    const subpackages = [{ root: '/packageB/' }]
    const other = JSON.stringify({ pages: [], subpackages })
    expect(open({ 'app.json': other, 'packageB/a.js': '123' }).sizes).toMatchObject({ packageB: 3 })
  })
})

describe('the sizes', () => {
  const files = (names: readonly string[]) =>
    new Map(names.map((name) => [name, Buffer.from('12345')]))

  it('are by package and in total', () => {
    const app = files(['app.js', 'packageA/a.js', 'packageA/b.js'])
    expect(measure(app, ['packageA'])).toEqual({ __FULL__: 15, __APP__: 5, packageA: 10 })
  })

  it('exclude source maps, but not files with a similar ending', () => {
    const app = files(['app.js', 'app.js.map', 'packageA/a.js.map', 'map.js', 'x.map'])
    expect(measure(app, ['packageA'])).toEqual({ __FULL__: 15, __APP__: 15, packageA: 0 })
  })

  it('distinguish folders with a common prefix', () => {
    expect(measure(files(['packageAB/a.js']), ['packageA'])).toMatchObject({ packageA: 0 })
  })
})
