import { statSync } from 'node:fs'
import fc from 'fast-check'
import { parseRange } from '../../../sandbox/api/media'
import { aSandbox, closeSandboxes, rowsOf } from './harness'

const FILM = 'sandbox/api/media/replay.mp4'

afterEach(closeSandboxes)

it('serves every segment of get_replay', async () => {
  const sandbox = await aSandbox()
  const answer = await sandbox.list({ action: 'get_replay', room_id: 1020, start: 0, limit: 9 })
  const types = await Promise.all(
    rowsOf(answer, 'live_replay').map(async (row) => {
      const response = await fetch(String(row['media_url']))
      await response.arrayBuffer()
      return [response.status, response.headers.get('content-type')]
    }),
  )
  expect(types).toEqual([
    [200, 'application/vnd.apple.mpegurl'],
    [200, 'video/mp4'],
    [200, 'video/mp4'],
  ])
})

it('serves the segment of the m3u8', async () => {
  const sandbox = await aSandbox()
  const list = `${sandbox.api.url}/media/1020/1.m3u8`
  const name =
    (await (await fetch(list)).text()).split('\n').find((row) => row.endsWith('.m4s')) ?? ''
  const response = await fetch(new URL(name, list))
  expect(response.headers.get('content-type')).toBe('video/iso.segment')
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1000)
})

it('serves a byte range, so that videos can be sought', async () => {
  const sandbox = await aSandbox()
  const { size } = statSync(FILM)
  const ask = (range: string) =>
    fetch(`${sandbox.api.url}/media/1020/2.mp4`, { headers: { range } })
  const part = await ask('bytes=4-11')
  expect(part.status).toBe(206)
  expect(part.headers.get('content-range')).toBe(`bytes 4-11/${size}`)
  expect(Buffer.from(await part.arrayBuffer()).toString('latin1')).toMatch(/^ftyp/)
  const beyond = await ask(`bytes=${size}-`)
  expect(beyond.status).toBe(416)
  expect(beyond.headers.get('content-range')).toBe(`bytes */${size}`)
})

it('is a small file with its index before the frames', async () => {
  const sandbox = await aSandbox()
  const film = Buffer.from(await (await fetch(`${sandbox.api.url}/media/1/1.mp4`)).arrayBuffer())
  expect(film.length).toBeLessThan(250_000)
  expect(film.indexOf('moov')).toBeLessThan(film.indexOf('mdat'))
  expect(film.includes('vp09')).toBe(true)
})

it.each([
  '/media/1020/1.avi',
  '/media/x/1.mp4',
  '/media/1020/..%2fmain.ts',
  '/media/1020/README.md',
])('answers 404 for %s', async (path) => {
  const sandbox = await aSandbox()
  expect((await sandbox.send('GET', path)).status).toBe(404)
})

describe('parseRange', () => {
  it.each([
    [undefined, { kind: 'whole' }],
    ['bytes=0-', { kind: 'part', from: 0, to: 99 }],
    ['bytes=90-200', { kind: 'part', from: 90, to: 99 }],
    ['bytes=-10', { kind: 'part', from: 90, to: 99 }],
    ['bytes=-0', { kind: 'unsatisfiable' }],
    ['bytes=100-', { kind: 'unsatisfiable' }],
    ['bytes=9-1', { kind: 'whole' }],
    ['bytes=0-1,5-6', { kind: 'whole' }],
    ['bytes=-', { kind: 'whole' }],
  ])('parses %s', (header, range) => {
    expect(parseRange(header, 100)).toEqual(range)
  })

  it('never exceeds the file', () => {
    fc.assert(
      fc.property(
        fc.nat(300),
        fc.nat(300),
        fc.integer({ min: 1, max: 200 }),
        (first, last, size) => {
          const range = parseRange(`bytes=${first}-${last}`, size)
          if (range.kind !== 'part') return
          expect(range.from).toBeGreaterThanOrEqual(0)
          expect(range.to).toBeLessThan(size)
          expect(range.from).toBeLessThanOrEqual(range.to)
        },
      ),
    )
  })
})
