import { scrollThrough } from '../../bench/client-cost/scrolling'
import { openStage, type Phone, type Stage } from '../helpers/node/phone'

let stage: Stage
let phone: Phone

const HALL = '/packageA/pages/home/home'

afterEach(async () => {
  await phone.close()
  await stage.close()
})

it('shows a shop without rooms as open but empty, on every page', async () => {
  stage = await openStage({ roomCount: 0 })
  phone = await stage.openPhone()
  const { screen } = phone
  await screen.getByText('暂无直播，过会儿再来看看').waitFor()
  await phone.photograph('empty-index')

  await phone.enter({ path: HALL.slice(1), scene: 1007 })
  await screen.getByText('现在没有直播').waitFor()
  await screen.getByRole('tab', { name: /^预告/ }).tap()
  await screen.getByText('暂时没有预告').waitFor()
  await screen.getByRole('tab', { name: /^回放/ }).tap()
  await screen.getByText('还没有回放').waitFor()
  await phone.photograph('empty-hall')

  // an old card of a deleted room
  const doorway = { path: 'packageA/pages/room/room', query: { room_id: '1001' }, scene: 1007 }
  await phone.enter(doorway)
  await screen.locator('#missing').getByText('直播间不存在或已删除').waitFor()
  await phone.photograph('empty-room')
  expect(await phone.troubles()).toEqual([])
})

it('pages through the announced rooms of a thousand, with few of them rendered', async () => {
  stage = await openStage({ roomCount: 1000 })
  const path = `${HALL}?tab=upcoming`
  phone = await stage.openPhone({ path })
  await phone.screen.locator('room-row').first().waitFor()
  const { titles, firstNodes, mostNodes } = await scrollThrough(phone, {
    path,
    end: '没有更多了',
  })
  expect(titles.length).toBeGreaterThan(200)
  expect(titles).toEqual(await titlesOfBackend('upcoming'))
  expect(mostNodes).toBeLessThan(3 * firstNodes)
  await phone.photograph('thousand-end')
  expect(await phone.troubles()).toEqual([])
})

/** Titles are unique. */
async function titlesOfBackend(shelf: string): Promise<string[]> {
  const titles: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = new URLSearchParams({ status: shelf, ...(cursor === '' ? {} : { cursor }) })
    const response = await fetch(`${stage.world.backendUrl}/api/v1/rooms?${query.toString()}`)
    const page = (await response.json()) as {
      rooms: { title: string }[]
      nextCursor: string | null
    }
    titles.push(...page.rooms.map(({ title }) => title))
    cursor = page.nextCursor
  }
  return titles
}
