import fc from 'fast-check'
import { parseChannels, parseReserveOutcome } from '../../miniprogram/live/domain/channels'
import {
  packedOrNone,
  paramsOrEmpty,
  unpackCustomParams,
} from '../../miniprogram/live/domain/custom-params'
import {
  parseDoorwayQuery,
  parseHallQuery,
  parseLink,
  parseProductQuery,
  parseReplayQuery,
} from '../../miniprogram/live/domain/live-link'
import { parseLiveStatus } from '../../miniprogram/live/domain/live-status-code'
import { paramsOf, roomIdOf, textOf } from '../../miniprogram/live/domain/query'
import type { Query } from '../../miniprogram/live/domain/query'
import { currentEntry, recordEntry } from '../../miniprogram/live/services/entry/entry'
import { readSubscribeDetail } from '../../miniprogram/live/services/wechat/plugin-client'
import {
  backToRoom,
  goBack,
  redirectMissingPage,
} from '../../miniprogram/live/services/navigation/navigate'
import {
  appInfo,
  isPhone,
  isTrialVersion,
  navSpace,
} from '../../miniprogram/live/services/phone/platform'
import { isDark, pageStyle } from '../../miniprogram/live/services/phone/settings'
import { observeVisibility } from '../../miniprogram/live/services/rooms/visibility'
import { upgradeView } from '../../miniprogram/live/services/phone/upgrade'
import { SPH } from '../helpers/app/channels'
import { aStorage, installPages, installRequirePlugin, installWx } from '../helpers/app/globals'

/** Encoded not at all, once, twice, and in ways that cannot be decoded. */
const someText = fc
  .tuple(
    fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('%', '%E4%', '{"a":', 'r=7', 'room_id=', '%7B%22a'),
    ),
    fc.nat(2),
  )
  .map(([text, times]) => {
    let encoded = text
    for (let turn = 0; turn < times; turn++)
      encoded = encodeURIComponent(encoded.replace(/[\ud800-\udfff]/g, ''))
    return encoded
  })

const anyValue = fc.oneof(
  fc.jsonValue(),
  someText,
  fc.constantFrom(undefined, null, NaN, -0, true, () => 7, [], [[]], {}),
)

/** The names under which WeChat gives something, with whatever there is under them. */
const NAMES = [
  'room_id',
  'scene',
  'custom_params',
  'path',
  'query',
  'shareTicket',
  'errMsg',
] as const
const MORE = ['route', 'options', 'dataset', 'openid', 'status', 'otherInfos', 'startTime'] as const
const SYSTEM = ['miniProgram', 'version', 'SDKVersion', 'theme', 'top', 'height'] as const

const someObject = fc.letrec<{ object: object; value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 2 }, anyValue, tie('object')),
  object: fc.dictionary(fc.constantFrom(...NAMES, ...MORE, ...SYSTEM), tie('value')),
})).object

const odd = fc.oneof(anyValue, someObject)

/** The typings promise more than WeChat keeps. */
const asQuery = (value: unknown) => value as Query

let observed: ((result: never) => void)[]

beforeEach(() => {
  observed = []
  const observer = {
    relativeToViewport: () => observer,
    observe: (_: string, notify: (result: never) => void) => observed.push(notify),
    disconnect: () => undefined,
  }
  const goes = ({ success }: { success: () => void }) => success()
  installWx({
    ...aStorage().wx,
    canIUse: () => true,
    navigateTo: goes,
    redirectTo: goes,
    navigateBack: goes,
    createIntersectionObserver: () => observer,
  })
  installRequirePlugin(() => undefined)
  installPages([])
  recordEntry({ scene: 1001, path: '', query: {} })
})

const READERS: Readonly<Record<string, (given: unknown) => unknown>> = {
  recordEntry,
  redirectMissingPage,
  currentEntry: (scene) => {
    recordEntry({ scene })
    return currentEntry()
  },
  'an entry by path': (path) => recordEntry({ scene: 1001, path, query: {} }),
  'goBack, over such pages': (page) => {
    installPages([page, page])
    return goBack()
  },
  'backToRoom, over such pages': (page) => {
    installPages([page, { route: page, options: page }, page])
    return backToRoom(7, goBack)
  },
  'parseLink, doorway': (query) => parseLink('packageA/pages/room/room', asQuery(query)),
  parseDoorwayQuery: (query) => parseDoorwayQuery(asQuery(query)),
  parseProductQuery: (query) => parseProductQuery(asQuery(query)),
  parseReplayQuery: (query) => parseReplayQuery(asQuery(query)),
  parseHallQuery: (query) => parseHallQuery(asQuery(query)),
  roomIdOf: (query) => roomIdOf(asQuery(query)),
  paramsOf: (query) => paramsOf(asQuery(query)),
  textOf: (value) => textOf({ value }, 'value'),
  unpackCustomParams,
  readSubscribeDetail,
  parseLiveStatus,
  parseReserveOutcome,
  'parseChannels, info': (info) => parseChannels(SPH, info, null),
  'parseChannels, notice': (notice) => parseChannels(SPH, {}, notice),
  'what WeChat tells of itself': (info) => {
    const tells = () => info
    Object.assign(wx, {
      getAppBaseInfo: tells,
      getDeviceInfo: tells,
      getMenuButtonBoundingClientRect: tells,
      getAccountInfoSync: tells,
    })
    return [
      appInfo(),
      isPhone(),
      isTrialVersion(),
      navSpace(),
      isDark(),
      pageStyle(),
      upgradeView('live'),
    ]
  },
  'what is in sight': (dataset) => {
    observeVisibility({}, () => undefined).observe('room')
    observed.forEach((tell) => tell({ dataset, intersectionRatio: 1 } as never))
  },
}

it.each(Object.entries(READERS))('%s throws on nothing that WeChat may give', (_, read) => {
  fc.assert(
    fc.property(odd, (given) => {
      read(given)
    }),
  )
})

describe('custom params', () => {
  const cycle: Record<string, unknown> = {}
  cycle['self'] = cycle
  const encoded = (value: unknown, times: number) => {
    let text = JSON.stringify(value)
    for (let turn = 0; turn < times; turn++) text = encodeURIComponent(text)
    return text
  }

  it.each([
    ['an array', [1, 2], {}],
    ['the text of an array', '[1,2]', {}],
    ['a number', 7, {}],
    ['the text of a number', '7', {}],
    ['null', null, {}],
    ['the text of null', 'null', {}],
    ['nested', { a: { b: [null, { c: 1 }] } }, { a: { b: [null, { c: 1 }] } }],
    ['encoded twice', encoded({ a: '50%' }, 2), { a: '50%' }],
    ['a broken escape', '%7B%22a%22%3A1%', {}],
    ['cut off', '%7B%22a%22%3A%22x', {}],
    ['an object that contains itself', cycle, {}],
    ['fields that no link carries', { a: 1, b: undefined, c: () => 1 }, { a: 1 }],
  ])('of the form "%s" are read as far as they can be', (_, raw, params) => {
    expect(paramsOrEmpty(paramsOf({ custom_params: raw }))).toEqual(params)
  })

  it('that were read can travel on', () => {
    fc.assert(
      fc.property(odd, (raw) => {
        const params = paramsOrEmpty(unpackCustomParams(raw))
        const packed = packedOrNone(params)
        if (packed !== undefined) expect(paramsOrEmpty(unpackCustomParams(packed))).toEqual(params)
      }),
    )
  })
})
