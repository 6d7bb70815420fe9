import { aBroadcast, aChannelsPhone } from '../../helpers/mini/a-channels-phone'
import { anEndedRoom, answers, aRoomJson, someGoods, goodsTap } from '../../helpers/mini/builders'
import type { RoomJson } from '../../helpers/mini/builders'
import { emit, find, settled, words } from '../../helpers/mini/drawn'

/** A link, card or code that was printed when the shop had the live component: its room is a number. */
const PAGE = 'packageA/pages/room/room'
const stage = aChannelsPhone(PAGE)
const { phone, page, channels, account, otherAccount, setConfig, open, tap } = stage

async function openRoom(roomId: number, query: Record<string, string> = {}) {
  await open(PAGE, { room_id: String(roomId), ...query })
  return page.drawn
}

const wordsOf = (selector: string) => {
  const drawn = page.drawn.querySelector(selector)
  return drawn === undefined ? null : words(drawn)
}

const backEnd = (room: RoomJson | 404 | null, accounts: readonly string[] = []) => {
  phone.respond = (path) => {
    if (path.startsWith('/rooms?')) return answers.rooms([], { channelsAccounts: accounts })
    return typeof room === 'object' && room !== null ? answers.room(room) : room
  }
}

it('leads to its replay, where the back end has one', async () => {
  account()
  backEnd(anEndedRoom({ roomId: 7 }))
  await openRoom(7)
  expect(words(page.drawn)).toContain('秋茶开箱')
  await tap(page.drawn, '#primary')
  expect(phone.navigations).toEqual([
    { kind: 'navigateTo', url: '/packageA/pages/replay/replay?room_id=7' },
  ])
  expect(channels.asked).toEqual([])
})

it('leads to goods, which still know the room', async () => {
  backEnd(anEndedRoom({ roomId: 7, goods: [someGoods({ productId: '8' })] }))
  await openRoom(7)
  await emit(find(page.drawn, '.doorway__goods'), 'open', goodsTap('8'))
  expect(phone.navigations).toEqual([
    {
      kind: 'navigateTo',
      url: '/pages/product-detail/product-detail?product_id=8&room_id=7',
    },
  ])
})

it('keeps the replay that was seen before where the back end is down', async () => {
  account()
  backEnd(anEndedRoom({ roomId: 7 }))
  await openRoom(7)
  await page.close()
  backEnd(null)
  await openRoom(7)
  expect(wordsOf('#primary')).toBe('看回放')
  expect(words(page.drawn)).toContain('网络不佳，显示 19:30 的列表')
})

it.each<[string, RoomJson | 404 | null]>([
  ['it is over without a replay', anEndedRoom({ roomId: 7, hasReplay: false })],
  ['it is live where nobody can enter it', aRoomJson({ roomId: 7 })],
  ['nobody knows it any more', 404],
  ['the back end is down', null],
])('leads to the account of the shop where %s', async (_name, room) => {
  const finderUserName = account(aBroadcast({ description: '今晚新茶' }))
  backEnd(room)
  await openRoom(7, { enter: '1' })
  expect(words(page.drawn)).toContain('今晚新茶')
  await tap(page.drawn, '#primary')
  expect(channels.opened).toMatchObject([{ finderUserName }])
  expect(await page.call('onShareAppMessage')).toMatchObject({
    path: `/packageA/pages/room/room?room_id=${finderUserName}`,
  })
})

it('learns of the account from the back end on a first visit', async () => {
  const finderUserName = otherAccount(aBroadcast({ description: '后端说的' }))
  backEnd(404, [finderUserName])
  await openRoom(7)
  expect(phone.requests).toEqual(['/rooms/7', '/rooms?status=live'])
  expect(words(page.drawn)).toContain('后端说的')
})

it('leads to the account without asking anybody where the shop has no back end', async () => {
  setConfig({ apiBaseUrl: '' })
  account(aBroadcast({ description: '今晚新茶' }))
  await openRoom(7)
  expect(words(page.drawn)).toContain('今晚新茶')
  expect(phone.requests).toEqual([])
})

it.each<[string, RoomJson | 404]>([
  ['nobody knows it any more', 404],
  ['it is live where nobody can enter it', aRoomJson({ roomId: 8 })],
])('says so, with a way to the hall, where there is no account and %s', async (_name, room) => {
  backEnd(room)
  await openRoom(8)
  expect(wordsOf('#missing')).toBe('直播间不存在或已删除 去直播大厅')
  // nor does it stand here for a moment the next time
  await page.close()
  phone.respond = stage.silence.respond
  await openRoom(8)
  expect(wordsOf('#primary')).toBeNull()
  phone.respond = () => null
  stage.silence.break()
  await settled()
})
