import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { buildCatalogue } from '../../../sandbox/api/catalogue'
import { planAccounts } from '../../../sandbox/api/channels/accounts'
import { roomFile } from '../../../sandbox/api/pictures'
import { aSandbox, closeSandboxes, EVENING_MS, rowsOf, type Body } from './harness'

const FOLDER = path.resolve(__dirname, '../../../sandbox/api/pictures')
const filesOf = (folder: string): string[] =>
  readdirSync(path.join(FOLDER, folder)).map((name) => `${folder}/${name}`)

/** Twice as many rooms as the ordinary shop: the further rooms use the same drawings. */
const { goods, rooms } = buildCatalogue(7, EVENING_MS, 92)
const accounts = planAccounts(EVENING_MS)

afterEach(closeSandboxes)

it('has exactly one file for each product', () => {
  expect(filesOf('goods')).toEqual(goods.map(({ goodsId }) => `goods/${goodsId}.svg`))
})

it('has exactly the files of the rooms and Channels accounts', () => {
  const scenes = rooms.map(({ theme, anchorName: host, roomId: number }) => {
    return { theme, host, number }
  })
  expect(new Set([...scenes, ...accounts].map(roomFile))).toEqual(new Set(filesOf('rooms')))
})

it('has different drawings for the hosts of a theme', () => {
  const hosts = new Map<string, Set<string>>()
  for (const { theme, anchorName: host, roomId: number } of rooms) {
    const drawings = roomFile({ theme, host, number }).replace(/-\d+\.svg$/, '')
    hosts.set(drawings, (hosts.get(drawings) ?? new Set()).add(`${theme} ${host}`))
  }
  expect([...hosts].filter(([, shown]) => shown.size > 1)).toEqual([])
})

it('has at most 1.5 MB', () => {
  const files = [...filesOf('goods'), ...filesOf('rooms')]
  const sizes = files.map((file) => statSync(path.join(FOLDER, file)).size)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(1_500_000)
})

it('serves all pictures of the answers, in their sizes, cacheable for a day', async () => {
  const sandbox = await aSandbox()
  const listed = rowsOf(await sandbox.list({ start: 0, limit: 3 }))
  const shown = rowsOf(await sandbox.get('/__sandbox/channels'), 'accounts')
  const sized = (rows: Body[], field: string, width: number, height: number) =>
    rows.map((row) => ({ url: String(row[field]), size: `width="${width}" height="${height}"` }))
  const pictures = [
    ...sized(listed, 'cover_img', 900, 1200),
    ...sized(listed, 'share_img', 1000, 800),
    ...sized(listed, 'feeds_img', 800, 800),
    ...sized(
      listed.flatMap((room) => rowsOf(room, 'goods')),
      'cover_img',
      600,
      600,
    ),
    ...sized(shown, 'coverUrl', 900, 1200),
    ...sized(shown, 'headUrl', 800, 800),
  ]
  for (const { url, size } of pictures) {
    const response = await fetch(url)
    expect([url, response.status]).toEqual([url, 200])
    expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('public, max-age=86400')
    expect((await response.text()).slice(0, 90)).toContain(
      `<svg xmlns="http://www.w3.org/2000/svg" ${size}`,
    )
  }
})

it.each([
  '/pictures/goods/1.svg',
  '/pictures/goods/2001.png',
  '/pictures/goods/..%2Frooms%2Ftea-acha-1.svg',
  '/pictures/rooms/1001/back.svg',
  '/pictures/rooms/1001/constructor.svg',
  '/pictures/rooms/1/cover.svg',
  '/pictures/channels/sphNobody/cover.svg',
])('answers 404 for %s', async (path) => {
  const sandbox = await aSandbox()
  expect((await sandbox.send('GET', path)).status).toBe(404)
})
