import type { FailureForm } from './channels/failure'

/** What a body can hold that JSON does not allow. */
export const ODD_BODIES = [
  'control-character',
  'raw-newline',
  'not-utf8',
  'bad-escape',
  'lone-surrogate',
  'bom',
  'nul-at-end',
] as const
export type OddBody = (typeof ODD_BODIES)[number]

/**
 * What WeChat was seen doing, each switched on by a test ("can be told to" in contract I1). All off
 * by default: a fresh sandbox behaves as the official pages say.
 */
export interface SandboxOptions {
  /** Calls of getliveinfo a Shanghai day, list and replay together. */
  dailyLimit: number
  /** 45011 beyond this many calls of getliveinfo in a minute of the world; null for no limit. */
  minuteLimit: number | null
  /** False: only calls that WeChat answered well count; whether that is so is not documented (E). */
  countFailed: boolean
  /** Calls that another system has spent today on the same appid. */
  spentElsewhere: number
  /** `stuck` answers `used: 0` for ever, as reported for another path. */
  quotaGet: 'right' | 'stuck'
  /** Rows of a page at most, whatever `limit` asks: 50 were seen for 90. */
  pageCap: number | null
  /** `total` says this many more than are served: a client that trusts it never stops. */
  extraTotal: number
  /** The 2020 sample: `total` inside `room_info`, which is not JSON. */
  totalInsideRoomInfo: boolean
  /** Characters that JSON does not allow: in the names of rooms and goods, or around the body. */
  oddBody: OddBody | null
  /** All numbers of every answer as text: `"errcode":"0"`. */
  numbersAs: 'numbers' | 'text'
  /** The first room of every page has an id above 2^53. */
  hugeRoomId: boolean
  misspelledStatus: boolean
  emptyAccount: '1' | '9410000' | null
  keepExpiredAs102: boolean
  /** Leave out what B3 does not promise on every room. */
  leaveOutOptional: boolean
  /** No goods has a goods_id, as in rooms of 2020. */
  leaveOutGoodsIds: boolean
  /** `escaped` is `\/` in the raw JSON; `backslashes` survive parsing. */
  imageUrls: 'plain' | 'doubled' | 'escaped' | 'backslashes'
  /**
   * `out-of-range` prints 2106-02-07T14:28:15 (0xFFFFFFFF, no Z) and an expiry in 2116; `with-space`
   * prints Beijing time as `2026-11-22 20:00:00`.
   */
  replayDates: 'right' | 'out-of-range' | 'with-space'
  /** `total` counts the replays, `live_replay` is empty. */
  emptyReplays: boolean
  /** Of a replay with both formats, one can be missing. */
  replayFormats: 'all' | 'no-m3u8' | 'no-mp4'
  /** An account without the live function: 48001. */
  liveEnabled: boolean
  /** False: 40164, the caller's address is not on the whitelist. */
  ipAllowed: boolean
  /** 40243 */
  secretFrozen: boolean
  /** 43003 for plain http, which is all that a loopback stand-in speaks. */
  requireHttps: boolean
  /** POST to a GET path: documented 43001, reported 47001 (D8). */
  postToGet: '43001' | '47001'
  contentType: string
  /** How wrong the Date header is. */
  dateSkewMs: number
  /** Channels: texts by the page, numbers by the typings. */
  replayStatusAs: 'text' | 'number'
  /** Channels: a text, in which form is not documented. */
  noticeStartTime: 'seconds' | 'milliseconds' | 'words'
  /** Channels: how a failed call carries its number. */
  channelsFailureAs: FailureForm
  /** Channels: a withdrawn notice is status 1 by the page; by a report the call leaves it out, or fails. */
  withdrawnNotice: 'status-1' | 'fails'
  /** Channels: getChannelsLiveInfo with both startTime and endTime; by a report it fails with 1416104. */
  channelsPeriod: 'works' | 'fails'
  /** Channels: how long the reservation's dialog takes to come; the shopper may call it off. */
  noticeDialogMs: number
}

export function defaultOptions(dailyLimit = 500): SandboxOptions {
  return {
    dailyLimit,
    minuteLimit: null,
    countFailed: true,
    spentElsewhere: 0,
    quotaGet: 'right',
    pageCap: null,
    extraTotal: 0,
    totalInsideRoomInfo: false,
    oddBody: null,
    numbersAs: 'numbers',
    hugeRoomId: false,
    misspelledStatus: false,
    emptyAccount: null,
    keepExpiredAs102: false,
    leaveOutOptional: false,
    leaveOutGoodsIds: false,
    imageUrls: 'plain',
    replayDates: 'right',
    emptyReplays: false,
    replayFormats: 'all',
    liveEnabled: true,
    ipAllowed: true,
    secretFrozen: false,
    requireHttps: false,
    postToGet: '43001',
    contentType: 'application/json; charset=utf-8',
    dateSkewMs: 0,
    replayStatusAs: 'text',
    noticeStartTime: 'seconds',
    channelsFailureAs: 'err_code',
    withdrawnNotice: 'status-1',
    channelsPeriod: 'works',
    noticeDialogMs: 0,
  }
}

interface Rule {
  readonly fits: (value: unknown) => boolean
  readonly wants: string
}

const count: Rule = {
  fits: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  wants: 'a whole number from 0',
}
const ratherCount: Rule = {
  fits: (value) => value === null || (Number.isSafeInteger(value) && Number(value) >= 1),
  wants: 'a whole number from 1, or null',
}
const yesOrNo: Rule = { fits: (value) => typeof value === 'boolean', wants: 'true or false' }
const oneOf = (...values: (string | null)[]): Rule => ({
  fits: (value) => values.some((allowed) => allowed === value),
  wants: `one of ${values.map((allowed) => JSON.stringify(allowed)).join(', ')}`,
})

const RULES: { readonly [key in keyof SandboxOptions]: Rule } = {
  dailyLimit: count,
  minuteLimit: ratherCount,
  countFailed: yesOrNo,
  spentElsewhere: count,
  quotaGet: oneOf('right', 'stuck'),
  pageCap: ratherCount,
  extraTotal: count,
  totalInsideRoomInfo: yesOrNo,
  oddBody: oneOf(...ODD_BODIES, null),
  numbersAs: oneOf('numbers', 'text'),
  hugeRoomId: yesOrNo,
  misspelledStatus: yesOrNo,
  emptyAccount: oneOf('1', '9410000', null),
  keepExpiredAs102: yesOrNo,
  leaveOutOptional: yesOrNo,
  leaveOutGoodsIds: yesOrNo,
  imageUrls: oneOf('plain', 'doubled', 'escaped', 'backslashes'),
  replayDates: oneOf('right', 'out-of-range', 'with-space'),
  emptyReplays: yesOrNo,
  replayFormats: oneOf('all', 'no-m3u8', 'no-mp4'),
  liveEnabled: yesOrNo,
  ipAllowed: yesOrNo,
  secretFrozen: yesOrNo,
  requireHttps: yesOrNo,
  postToGet: oneOf('43001', '47001'),
  contentType: { fits: (value) => typeof value === 'string' && value !== '', wants: 'a text' },
  dateSkewMs: { fits: (value) => Number.isSafeInteger(value), wants: 'a whole number of ms' },
  replayStatusAs: oneOf('text', 'number'),
  noticeStartTime: oneOf('seconds', 'milliseconds', 'words'),
  channelsFailureAs: oneOf('err_code', 'err_code-text', 'errCode', 'errno', 'errMsg', 'none'),
  withdrawnNotice: oneOf('status-1', 'fails'),
  channelsPeriod: oneOf('works', 'fails'),
  noticeDialogMs: count,
}

export type Changed =
  { kind: 'ok'; options: SandboxOptions } | { kind: 'bad'; field: string; tell: string }

/** Changes some options; nothing changes when one of them does not fit. */
export function changeOptions(options: SandboxOptions, changes: Record<string, unknown>): Changed {
  for (const [field, value] of Object.entries(changes)) {
    const rule = isOption(field) ? RULES[field] : null
    if (rule === null) {
      return { kind: 'bad', field, tell: `There is no option ${field}; see sandbox/api/options.ts` }
    }
    if (!rule.fits(value)) return { kind: 'bad', field, tell: `${field} must be ${rule.wants}` }
  }
  return { kind: 'ok', options: { ...options, ...changes } }
}

function isOption(field: string): field is keyof SandboxOptions {
  return Object.hasOwn(RULES, field)
}
