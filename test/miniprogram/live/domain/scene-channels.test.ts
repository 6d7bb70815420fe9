import { parseLink } from '../../../../miniprogram/live/domain/live-link'
import { isRoomRoute, parseRoomLink } from '../../../../miniprogram/live/domain/room-route.channels'
import { entryTypeOf, isEntryType } from '../../../../miniprogram/live/domain/scene'

const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'

it('calls eight scenes a way in by Channels, and no other', () => {
  const scenes = Array.from({ length: 400 }, (_, at) => 950 + at)
  expect(scenes.filter((scene) => entryTypeOf(scene) === 'channels')).toEqual([
    1175, 1176, 1177, 1184, 1191, 1193, 1195, 1208,
  ])
  expect(isEntryType('channels')).toBe(true)
})

it('knows no path into the live component in the channels flavour', () => {
  expect(isRoomRoute(ROOM_PAGE)).toBe(false)
  expect(parseRoomLink(ROOM_PAGE, { room_id: '7' })).toBeNull()
  // where the plugin flavour does
  expect(parseLink(ROOM_PAGE, { room_id: '7' })).toMatchObject({ kind: 'live-room', roomId: 7 })
})
