import { buildCatalogue } from '../../../sandbox/api/catalogue'
import { drawGoods, drawRoom } from '../../../sandbox/api/pictures'
import { MOTIFS } from '../../../sandbox/api/catalogue/types'
import { aSandbox, closeSandboxes, EVENING_MS, rowsOf } from './harness'

const catalogue = buildCatalogue(7, EVENING_MS)

afterEach(closeSandboxes)

/** Well-formed enough for a browser: every tag closes, every reference has its target, no NaN. */
function faultsOf(svg: string): string[] {
  const open: string[] = []
  const faults: string[] = []
  for (const [, end = '', name = '', self = ''] of svg.matchAll(/<(\/?)([a-zA-Z]+)[^>]*?(\/?)>/g)) {
    if (end === '/') {
      if (open.pop() !== name) faults.push(`</${name}> closes nothing`)
    } else if (self === '') open.push(name)
  }
  const ids = new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
  for (const [, id = ''] of svg.matchAll(/url\(#([^)]+)\)/g))
    if (!ids.has(id)) faults.push(`#${id} is missing`)
  if (/NaN|undefined|Infinity/.test(svg)) faults.push('a number is none')
  if (svg.includes('<text')) faults.push('text, for which an <img> has no font')
  if (svg.includes('<filter')) faults.push('a filter, which stutters in a list')
  return [...faults, ...open.map((name) => `<${name}> stays open`)]
}

it('shows every motif on the shelf', () => {
  expect(new Set(catalogue.goods.map(({ motif }) => motif))).toEqual(new Set(MOTIFS))
})

it('draws every piece of goods, each differently, and the same again', () => {
  const pictures = catalogue.goods.map((goods) => drawGoods(7, goods))
  expect(pictures.flatMap(faultsOf)).toEqual([])
  expect(new Set(pictures).size).toBe(catalogue.goods.length)
  expect(catalogue.goods.map((goods) => drawGoods(7, goods))).toEqual(pictures)
})

it.each([
  ['cover', 900, 1200],
  ['share', 1000, 800],
  ['feeds', 800, 800],
] as const)('draws the %s of every room, %i by %i, in less than 90 KB', (kind, width, height) => {
  for (const room of catalogue.rooms) {
    const svg = drawRoom(7, room, kind)
    expect(faultsOf(svg)).toEqual([])
    expect(svg).toContain(`width="${width}" height="${height}"`)
    expect(svg.length).toBeLessThan(90_000)
  }
})

it('serves all pictures that getliveinfo names, to be kept for a day', async () => {
  const sandbox = await aSandbox()
  const rooms = rowsOf(await sandbox.list({ start: 0, limit: 3 }))
  const urls = rooms.flatMap((room) => [
    room['cover_img'],
    room['share_img'],
    room['feeds_img'],
    ...rowsOf(room, 'goods').map((goods) => goods['cover_img']),
  ])
  for (const url of urls) {
    const response = await fetch(String(url))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('public, max-age=86400')
    expect(await response.text()).toMatch(/^<svg /)
  }
})

it.each([
  '/pictures/goods/1.svg',
  '/pictures/goods/2001.png',
  '/pictures/rooms/1001/back.svg',
  '/pictures/rooms/1/cover.svg',
])('has no picture %s', async (path) => {
  const sandbox = await aSandbox()
  expect((await sandbox.send('GET', path)).status).toBe(404)
})
