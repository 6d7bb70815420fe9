import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { measure, openPackage } from '../../../sandbox/upload/app-package'
import { InvalidPackage, unpack } from '../../../sandbox/upload/wxvpkg'
import { anApp, aPlugin, pack } from './harness'

const aName = () => fc.stringMatching(/^[a-z\u4e00-\u9fa5]{1,8}(\/[a-z]{1,8}){0,2}\.(js|json|png)$/)

describe('a package', () => {
  it('gives back what was packed', () => {
    fc.assert(
      fc.property(fc.dictionary(aName(), fc.uint8Array()), (given) => {
        const files = Object.entries(given).map(([name, bytes]) => [name, Buffer.from(bytes)])
        expect(unpack(pack(Object.fromEntries(files) as Record<string, Buffer>))).toEqual(
          new Map(files as [string, Buffer][]),
        )
      }),
    )
  })

  it('is refused in words wherever it is cut off', () => {
    const whole = pack({ 'app.json': '{}', 'app.js': 'App({})' })
    for (let length = 0; length < whole.length; length++) {
      expect(() => unpack(whole.subarray(0, length))).toThrow(InvalidPackage)
    }
  })

  it('is refused, and nothing else happens, whichever byte of its head is another', () => {
    const whole = pack({ 'app.json': '{}', 'app.js': 'App({})' })
    fc.assert(
      fc.property(fc.nat(whole.length - 10), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const other = Buffer.from(whole)
        other[at] = (other[at] ?? 0) ^ change
        try {
          unpack(other) // a letter of a name, or the version, may be any
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidPackage)
        }
      }),
    )
  })

  it('does not hold one name twice', () => {
    const twice = Buffer.from(pack({ 'a.js': '1', 'b.js': '2' }))
    twice.write('a', twice.indexOf('/b.js') + 1)
    expect(() => unpack(twice)).toThrow('a.js is in it twice')
  })
})

describe('the body of an upload', () => {
  const open = (files: Record<string, string>) => openPackage(gzipSync(pack(files)))
  const app = JSON.stringify(anApp())

  it('is an app with its signature beside it', () => {
    const signed = JSON.stringify({ signature: 'c2ln', version: '2.1.42' })
    const { files, signature } = open({ 'app.json': app, 'ci.signature': signed })
    expect([...files.keys()]).toEqual(['app.json'])
    expect(signature).toBe('c2ln')
  })

  it('may come without a signature that can be read', () => {
    expect(open({ 'app.json': app }).signature).toBe('')
    expect(open({ 'app.json': app, 'ci.signature': '{' }).signature).toBe('')
  })

  it.each([
    ['is not gzipped', Buffer.from('{}'), 'not gzipped'],
    ['is no package', gzipSync('something else altogether'), 'no wxvpkg header'],
    ['has no app.json', gzipSync(pack({ 'app.js': '' })), 'no app.json'],
  ])('is refused when it %s', (_case, body, words) => {
    expect(() => openPackage(body)).toThrow(words)
  })

  it('tells which package declares which plugin', () => {
    const plugins = { other: aPlugin('2.0.0', 'wx00000000000000ff') }
    expect(open({ 'app.json': JSON.stringify(anApp({ plugins })) }).plugins).toEqual([
      { alias: 'other', provider: 'wx00000000000000ff', version: '2.0.0', home: '__APP__' },
      {
        alias: 'live-player-plugin',
        provider: 'wx2b03c6e691cd7370',
        version: '1.3.5',
        home: 'packageA',
      },
    ])
  })

  it('may spell its subpackages either way', () => {
    const subpackages = [{ root: '/packageB/' }]
    const other = JSON.stringify({ pages: [], subpackages })
    expect(open({ 'app.json': other, 'packageB/a.js': '123' }).sizes).toMatchObject({ packageB: 3 })
  })
})

describe('the sizes', () => {
  const files = (names: readonly string[]) =>
    new Map(names.map((name) => [name, Buffer.from('12345')]))

  it('are told by package, and for all', () => {
    const app = files(['app.js', 'packageA/a.js', 'packageA/b.js'])
    expect(measure(app, ['packageA'])).toEqual({ __FULL__: 15, __APP__: 5, packageA: 10 })
  })

  it('leave out source maps, and nothing else that ends alike', () => {
    const app = files(['app.js', 'app.js.map', 'packageA/a.js.map', 'map.js', 'x.map'])
    expect(measure(app, ['packageA'])).toEqual({ __FULL__: 15, __APP__: 15, packageA: 0 })
  })

  it('know a folder from one whose name begins alike', () => {
    expect(measure(files(['packageAB/a.js']), ['packageA'])).toMatchObject({ packageA: 0 })
  })
})
