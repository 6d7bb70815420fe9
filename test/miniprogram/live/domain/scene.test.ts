import fc from 'fast-check'
import { mayAskShareParams } from '../../../../miniprogram/live/domain/plugin-scenes'
import { entryTypeOf, isEntryType } from '../../../../miniprogram/live/domain/scene'
import { parseLink } from '../../../../miniprogram/live/domain/live-link'
import { isRoomRoute, parseRoomLink } from '../../../../miniprogram/live/domain/room-route.channels'

/** The official sample of getShareParams. @see wechat-live-contract A6 */
const TWELVE = [1007, 1008, 1014, 1044, 1045, 1046, 1047, 1048, 1049, 1073, 1154, 1155]

it('lets share params be asked for in twelve scenes, and in no other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 1300 }), (scene) => {
      expect(mayAskShareParams(scene)).toBe(TWELVE.some((one) => one === scene))
    }),
  )
  expect(TWELVE.every(mayAskShareParams)).toBe(true)
})

it.each([
  ['group-card', [1008, 1044]],
  ['share-card', [1007]],
  ['subscribe-message', [1014, 1107]],
  ['ad', [1045, 1046]],
  ['code', [1011, 1012, 1013, 1047, 1048, 1049]],
  ['service-card', [1073]],
  ['article', [1058]],
  ['moments-preview', [1154]],
  ['moments', [1155]],
  ['small-window', [1131, 1187]],
  ['return', [1001, 1019, 1022, 1038, 1056, 1089, 1090, 1103, 1104]],
  ['other', [0, 1000, 1037, 1065, 9999]],
] as const)('calls it %s', (way, scenes) => {
  expect(scenes.map((scene) => entryTypeOf(scene))).toEqual(scenes.map(() => way))
  expect(isEntryType(way)).toBe(true)
})

it('calls whatever has a ticket a card in a group', () => {
  expect([1007, 1001, 9999].map((scene) => entryTypeOf(scene, 'T'))).toEqual([
    'group-card',
    'group-card',
    'group-card',
  ])
})

it.each(['magic', '', null, 1007, undefined])('knows no way called %p', (word) => {
  expect(isEntryType(word)).toBe(false)
})

it('knows as a way whatever an entry is called, and nothing that is only like one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 1300 }), fc.option(fc.string()), (scene, ticket) => {
      const way = entryTypeOf(scene, ticket ?? undefined)
      expect(isEntryType(way)).toBe(true)
      expect([way.toUpperCase(), ` ${way}`, `${way}s`, [way], { way }].some(isEntryType)).toBe(
        false,
      )
    }),
  )
})

it.each(['constructor', 'toString', '__proto__', '0'])('is not fooled by %s', (word) => {
  expect(isEntryType(word)).toBe(false)
})

describe('Channels scenes', () => {
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
})
