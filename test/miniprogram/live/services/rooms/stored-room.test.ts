import { aBackEnd, freshness } from '../../../../helpers/app/a-back-end'
import { aRoom } from '../../../../helpers/app/builders'

const backEnd = aBackEnd()
let storedRoom: typeof import('../../../../../miniprogram/live/services/rooms/stored-room').storedRoom

beforeEach(async () => {
  await backEnd.start()
  ;({ storedRoom } = await import('../../../../../miniprogram/live/services/rooms/stored-room'))
})

const paths = () => backEnd.asked.map(({ url }) => url.split('/api/v1')[1])

it('is what the back end knows of it', async () => {
  const room = storedRoom(7)
  expect(room.cached()).toBeNull()
  const answer = room.fetch()
  expect(paths()).toEqual(['/rooms/7'])
  backEnd.reply(200, { ...freshness, room: { ...aRoom({ roomId: 7 }), liveStatus: 103 } })
  expect(await answer).toMatchObject({ kind: 'fresh', value: { room: { roomId: 7 } } })
  expect(room.cached()).toMatchObject({ kind: 'cached', value: { room: { roomId: 7 } } })
})

it('has its replays', async () => {
  const room = storedRoom(7)
  expect(room.cachedReplays()).toBeNull()
  const answer = room.fetchReplays()
  expect(paths()).toEqual(['/rooms/7/replays'])
  const url = 'https://replay.example.com/a.mp4'
  const replay = { url, format: 'mp4', createdAtSec: null, expiresAtSec: null }
  backEnd.reply(200, { ...freshness, roomId: 7, replays: [replay] })
  expect(await answer).toMatchObject({ kind: 'fresh', value: { replays: [replay] } })
  expect(room.cachedReplays()).toMatchObject({ value: { roomId: 7 } })
})

it('is not entered, from nowhere and by nobody', async () => {
  const room = storedRoom(7)
  expect(await room.enter({})).toEqual({
    kind: 'failed',
    message: '直播组件暂时打不开，请稍后再试',
    cause: 'not in this build',
  })
  expect([room.entersWithoutTap, room.entersFromAnyPage]).toEqual([false, false])
})

it('reminds nobody, and that is no trouble', async () => {
  const heard = jest.fn()
  expect(await storedRoom(7).checkReminder(heard)).toBeNull()
  expect(heard).not.toHaveBeenCalled()
})
