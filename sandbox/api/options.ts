import type { FailureForm } from './channels/failure'

/** Body contents that JSON does not allow. */
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
 * Observed deviations of WeChat, each enabled by a test (contract I1). All are off by default: a new
 * sandbox follows the official documentation.
 */
export interface SandboxOptions {
  /** Daily quota of getliveinfo (Shanghai days), shared by room lists and replays. */
  dailyLimit: number
  /** Calls of getliveinfo per minute of world time; 45011 beyond. Null: no limit. */
  minuteLimit: number | null
  /** False: failed calls do not count towards the quota. Undocumented (contract E). */
  countFailed: boolean
  /** Calls of the same appid that another system made today. */
  spentElsewhere: number
  /** `stuck`: always answers `used: 0`, as reported for another path. */
  quotaGet: 'right' | 'stuck'
  /** Maximum rows of a page, whatever `limit` is. 50 rows were seen for a limit of 90. */
  pageCap: number | null
  /** `total` is higher than the number of rooms by this much. A client that trusts it never stops. */
  extraTotal: number
  /** The sample of 2020: `total` inside `room_info`, which is invalid JSON. */
  totalInsideRoomInfo: boolean
  /** Puts characters that JSON does not allow into names, or around the body. */
  oddBody: OddBody | null
  /** `text`: all numbers of every answer are strings: `"errcode":"0"`. */
  numbersAs: 'numbers' | 'text'
  /** The first room of every page has an id above 2^53. */
  hugeRoomId: boolean
  misspelledStatus: boolean
  emptyAccount: '1' | '9410000' | null
  keepExpiredAs102: boolean
  /** Omits the fields that B3 does not guarantee for every room. */
  leaveOutOptional: boolean
  /** Products have no goods_id, as in rooms of 2020. */
  leaveOutGoodsIds: boolean
  /** `escaped`: `\/` in the raw JSON. `backslashes`: also after parsing. */
  imageUrls: 'plain' | 'doubled' | 'escaped' | 'backslashes'
  /**
   * `out-of-range`: 2106-02-07T14:28:15 (0xFFFFFFFF, no Z) and an expiry in 2116. `with-space`: Beijing
   * time as `2026-11-22 20:00:00`.
   */
  replayDates: 'right' | 'out-of-range' | 'with-space'
  /** `total` is the number of replays, but `live_replay` is empty. */
  emptyReplays: boolean
  /** Omits one format of the replays that have both. */
  replayFormats: 'all' | 'no-m3u8' | 'no-mp4'
  /** False: the account has no live function: 48001. */
  liveEnabled: boolean
  /** False: 40164, the caller's IP address is not on the allowlist. */
  ipAllowed: boolean
  /** 40243 */
  secretFrozen: boolean
  /** 43003 for plain http, the only protocol of the sandbox. */
  requireHttps: boolean
  /** POST to a GET path: 43001 is documented, 47001 was reported (D8). */
  postToGet: '43001' | '47001'
  contentType: string
  /** Offset of the Date header from world time. */
  dateSkewMs: number
  /** Channels: the documentation has texts, the typings have numbers. */
  replayStatusAs: 'text' | 'number'
  /** Channels: the start time is a text; its format is undocumented. */
  noticeStartTime: 'seconds' | 'milliseconds' | 'words'
  /** Channels: where a failed call carries its error number. */
  channelsFailureAs: FailureForm
  /** Channels: documented as status 1. Reported: the notice is missing, or the call fails. */
  withdrawnNotice: 'status-1' | 'fails'
  /** Channels: getChannelsLiveInfo with startTime and endTime. Reported: fails with 1416104. */
  channelsPeriod: 'works' | 'fails'
  /** Channels: delay before the reservation dialog opens. The user may cancel it. */
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
  readonly accepts: (value: unknown) => boolean
  readonly expected: string
}

const countRule: Rule = {
  accepts: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  expected: 'a whole number from 0',
}
const positiveOrNullRule: Rule = {
  accepts: (value) => value === null || (Number.isSafeInteger(value) && Number(value) >= 1),
  expected: 'a whole number from 1, or null',
}
const booleanRule: Rule = {
  accepts: (value) => typeof value === 'boolean',
  expected: 'true or false',
}
const oneOf = (...values: (string | null)[]): Rule => ({
  accepts: (value) => values.some((allowed) => allowed === value),
  expected: `one of ${values.map((allowed) => JSON.stringify(allowed)).join(', ')}`,
})

const RULES: { readonly [key in keyof SandboxOptions]: Rule } = {
  dailyLimit: countRule,
  minuteLimit: positiveOrNullRule,
  countFailed: booleanRule,
  spentElsewhere: countRule,
  quotaGet: oneOf('right', 'stuck'),
  pageCap: positiveOrNullRule,
  extraTotal: countRule,
  totalInsideRoomInfo: booleanRule,
  oddBody: oneOf(...ODD_BODIES, null),
  numbersAs: oneOf('numbers', 'text'),
  hugeRoomId: booleanRule,
  misspelledStatus: booleanRule,
  emptyAccount: oneOf('1', '9410000', null),
  keepExpiredAs102: booleanRule,
  leaveOutOptional: booleanRule,
  leaveOutGoodsIds: booleanRule,
  imageUrls: oneOf('plain', 'doubled', 'escaped', 'backslashes'),
  replayDates: oneOf('right', 'out-of-range', 'with-space'),
  emptyReplays: booleanRule,
  replayFormats: oneOf('all', 'no-m3u8', 'no-mp4'),
  liveEnabled: booleanRule,
  ipAllowed: booleanRule,
  secretFrozen: booleanRule,
  requireHttps: booleanRule,
  postToGet: oneOf('43001', '47001'),
  contentType: {
    accepts: (value) => typeof value === 'string' && value !== '',
    expected: 'a text',
  },
  dateSkewMs: { accepts: (value) => Number.isSafeInteger(value), expected: 'a whole number of ms' },
  replayStatusAs: oneOf('text', 'number'),
  noticeStartTime: oneOf('seconds', 'milliseconds', 'words'),
  channelsFailureAs: oneOf('err_code', 'err_code-text', 'errCode', 'errno', 'errMsg', 'none'),
  withdrawnNotice: oneOf('status-1', 'fails'),
  channelsPeriod: oneOf('works', 'fails'),
  noticeDialogMs: countRule,
}

export type Changed =
  { kind: 'ok'; options: SandboxOptions } | { kind: 'bad'; field: string; tell: string }

/** Changes several options. If one value is invalid, nothing changes. */
export function changeOptions(options: SandboxOptions, changes: Record<string, unknown>): Changed {
  for (const [field, value] of Object.entries(changes)) {
    const rule = isOption(field) ? RULES[field] : null
    if (rule === null) {
      return { kind: 'bad', field, tell: `There is no option ${field}; see sandbox/api/options.ts` }
    }
    if (!rule.accepts(value))
      return { kind: 'bad', field, tell: `${field} must be ${rule.expected}` }
  }
  return { kind: 'ok', options: { ...options, ...changes } }
}

function isOption(field: string): field is keyof SandboxOptions {
  return Object.hasOwn(RULES, field)
}
