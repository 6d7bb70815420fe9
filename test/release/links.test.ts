import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { parseLink, readArrival } from '../../miniprogram/live/domain/live-link'
import { setRoutes } from '../../miniprogram/live/domain/routes'
import { linksOf } from '../../scripts/links'

beforeAll(() =>
  setRoutes({
    home: { path: '/pages/index/index', isTab: false },
    goods: { path: '/pages/product-detail/product-detail', idParam: 'product_id' },
  }),
)

const ROOT = path.resolve(__dirname, '../..')

const run = (...args: string[]) => {
  const given = ['--import', 'tsx', 'scripts/links.ts', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, given, {
    cwd: ROOT,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

it('prints every link of a room as one line of JSON', () => {
  const { status, stdout } = run(
    '--room',
    '1001',
    '--param',
    'pid=7',
    '--param',
    'from=a=b',
    '--json',
  )
  const page = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'
  const params = `custom_params=${encodeURIComponent('{"pid":"7","from":"a=b"}')}`
  expect(JSON.parse(stdout)).toEqual({
    doorway: `/packageA/pages/room/room?room_id=1001&${params}`,
    doorwayEnter: `/packageA/pages/room/room?room_id=1001&enter=1&${params}`,
    codePage: 'packageA/pages/room/room',
    codeScene: 'room_id=1001',
    room: `${page}?room_id=1001&${params}`,
    roomCode: `${page}?room_id=1001&type=9&${params}`,
    roomArticle: `${page}?room_id=1001&type=10&${params}`,
    roomNoSmallWindow: `${page}?room_id=1001&${params}&close_picture_in_picture_mode=1`,
  })
  expect(status).toBe(0)
})

it('prints links of a Channels account without those of the plugin', () => {
  const links = linksOf({ roomId: 'sphcqO59YEPCvoe', params: {} })
  expect(Object.fromEntries(links.map(({ name, link }) => [name, link]))).toEqual({
    doorway: '/packageA/pages/room/room?room_id=sphcqO59YEPCvoe',
    doorwayEnter: '/packageA/pages/room/room?room_id=sphcqO59YEPCvoe&enter=1',
    codePage: 'packageA/pages/room/room',
    codeScene: 'room_id=sphcqO59YEPCvoe',
  })
})

it('prints the link of a plain QR code for each prefix of the merchant', () => {
  const prefixes = ['https://shop.example/live', 'https://shop.example/l?from=poster']
  const links = linksOf({ roomId: 7, params: { pid: 3 }, qrPrefixes: prefixes })
  const printed = links.filter(({ name }) => name.startsWith('qrLink'))
  expect(printed.map(({ name, link }) => [name, link])).toEqual([
    ['qrLink', 'https://shop.example/live?room_id=7&custom_params=%7B%22pid%22%3A3%7D'],
    ['qrLink2', 'https://shop.example/l?from=poster&room_id=7&custom_params=%7B%22pid%22%3A3%7D'],
  ])
  for (const { link } of printed) {
    const arrival = readArrival('pages/index/index', { q: encodeURIComponent(link) }, prefixes)
    expect(parseLink(arrival.path, arrival.query)).toMatchObject({ kind: 'room', roomId: 7 })
  }
})

it('prints the use of each link, the page and the scene of a code included', () => {
  const { status, stdout } = run('--room', '7')
  expect(stdout).toMatch(
    /^roomArticle: .*type=10 the back key does not work\n {2}plugin-private:\S+type=10\n/m,
  )
  expect(stdout).toMatch(/^codePage: .*\n {2}packageA\/pages\/room\/room\n/m)
  expect(stdout).toMatch(/^codeScene: .*\n {2}room_id=7\n/m)
  expect(status).toBe(0)
})

it('prints only links that the app can read', () => {
  for (const { name, link } of linksOf({ roomId: 7, params: {} })) {
    const [location = '', search = ''] = link.split('?')
    if (name === 'codePage') continue
    const query = Object.fromEntries(
      new URLSearchParams(name === 'codeScene' ? { scene: link } : search),
    )
    const at = name === 'codeScene' ? 'packageA/pages/room/room' : location
    expect(parseLink(at, query)).toMatchObject({ roomId: 7 })
  }
})

it.each([
  [
    ['--room', '0'],
    '--room must be a whole number above 0, or the sph… id of a Channels account, got "0"',
  ],
  [[], '--room must be a whole number above 0, or the sph… id of a Channels account, got ""'],
  [['--room', '7', '--param', 'pid'], '--param must be KEY=VALUE, got "pid"'],
  [['--room', '7', '--param', `a=${'x'.repeat(600)}`], 'WeChat cuts off everything after 600'],
  [['--room', '7', '--qr-prefix', 'http://shop.example'], 'must be an https:// address'],
  [['--rooms', '7'], "Unknown option '--rooms'"],
])('refuses %j', (args, reason) => {
  const { status, stdout, stderr } = run(...args)
  expect(stderr).toContain(reason)
  expect([status, stdout]).toEqual([2, ''])
})

it('prints its help', () => {
  expect(run('--help')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('Usage') as string,
  })
})
