/** The way from a room of the live component to its goods, and back. */
import { aProductPage, PRODUCT } from '../../../helpers/mini/a-product-page'
import { anEndedRoom, aRoomJson } from '../../../helpers/mini/builders'
import { emit, find, settled, tap, words } from '../../../helpers/mini/drawn'

const ROOM = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'

const { phone, page, open, strip } = aProductPage()

it('shows the goods, and what happens in the room now', async () => {
  const drawn = await open({ product_id: '501', room_id: '7' }, [aRoomJson({ roomId: 7 })])
  expect(words(drawn)).toContain('手作陶瓷马克杯')
  expect(words(find(drawn, '#strip'))).toBe('直播中 冬日暖物专场 回到直播间')
  expect(phone.requests).toEqual(['/products/501'])
})

it('asks for the room where the goods do not name it', async () => {
  await open({ product_id: '501', room_id: '7' })
  expect(phone.requests).toEqual(['/products/501', '/rooms/7'])
  expect(strip()).toBeDefined()
})

it('goes back down the stack where the room still lies in it', async () => {
  phone.stack = [
    { route: 'packageA/pages/room/room' },
    { route: ROOM.replace('plugin-private://', '__plugin__/') },
    { route: PRODUCT },
  ]
  await open({ product_id: '501', room_id: '7' }, [aRoomJson({ roomId: 7 })])
  await emit(find(page.drawn, '#strip'), 'back', { roomId: 7, action: 'enter' })
  expect(phone.navigations).toEqual([{ kind: 'navigateBack', delta: 1 }])
})

it('goes through the doorway otherwise, with the parameters it was given', async () => {
  const params = encodeURIComponent(JSON.stringify({ pid: 7 }))
  await open({ product_id: '501', room_id: '7', custom_params: encodeURIComponent(params) }, [
    aRoomJson({ roomId: 7 }),
  ])
  await emit(find(page.drawn, '#strip'), 'back', { roomId: 7, action: 'enter' })
  expect(phone.navigations).toEqual([
    {
      kind: 'navigateTo',
      url: `/packageA/pages/room/room?room_id=7&enter=1&custom_params=${params}`,
    },
  ])
})

it('follows the room: its end is seen here', async () => {
  phone.plugin = { getLiveStatus: () => Promise.resolve({ liveStatus: 106 }) }
  await open({ product_id: '501', room_id: '71' }, [aRoomJson({ roomId: 71 })])
  // the shoppers above had no plugin: it is looked for once a minute
  await jest.advanceTimersByTimeAsync(60_000)
  await settled()
  expect(words(find(page.drawn, '#strip'))).toContain('主播暂时离开')
  await page.hide()
  expect(jest.getTimerCount()).toBe(0)
})

it('shows without a room no way back, but the rooms that sell it', async () => {
  const drawn = await open({ product_id: '501' }, [
    aRoomJson({ roomId: 81, title: '甲' }),
    aRoomJson({ roomId: 82, liveStatus: 104, title: '停播的' }),
    anEndedRoom({ roomId: 83, title: '乙' }),
  ])
  expect(strip()).toBeUndefined()
  expect(drawn.querySelectorAll('.product__strip').map(words)).toEqual([
    '直播中 甲 进入直播间',
    '已结束 · 回放 乙 看回放',
  ])
  await tap(find(drawn, '.product__others .product__strip'), '.room-strip')
  expect(phone.navigations).toEqual([
    { kind: 'navigateTo', url: '/packageA/pages/room/room?room_id=81&enter=1' },
  ])
})
