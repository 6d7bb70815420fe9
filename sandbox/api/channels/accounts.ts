import { DAY_MS, HOUR_MS, MINUTE_MS } from '../catalogue/shanghai'
import type { Theme } from '../catalogue/types'
import type { Broadcast } from './broadcast'
import { planBroadcast } from './broadcast'

/** A Channels account (视频号) of the merchant's, or one whose subject is another. */
export interface ChannelsAccount {
  /** The id that begins with "sph". */
  readonly finderUserName: string
  readonly nickname: string
  readonly host: string
  readonly theme: Theme
  /** Selects one of its host's drawings. */
  readonly number: number
  /** WeChat's number for refusing every call about it; null: it answers. */
  readonly refusal: number | null
  /** In the order of time; each exists from its `preparingAtMs` on. */
  readonly broadcasts: readonly Broadcast[]
}

/** All that the sandbox has, for whoever configures a shop with them. */
export const CHANNELS_ACCOUNTS = [
  'sphSandboxTeaShop',
  'sphSandboxLinen',
  'sphSandboxNew',
  'sphSandboxOtherSubject',
] as const

/** Those of the merchant's own subject: the last answers 100008 to every question. */
export const OWN_ACCOUNTS = CHANNELS_ACCOUNTS.slice(0, -1)

const [TEA_SHOP, LINEN, NEW, OTHER_SUBJECT] = CHANNELS_ACCOUNTS

export const SUBJECT_MISMATCH = 100008
/** How long WeChat keeps a replay is not known; ours. */
const KEPT_MS = 7 * DAY_MS

/** @param startMs when the world began */
export function planAccounts(startMs: number): ChannelsAccount[] {
  return [
    {
      finderUserName: TEA_SHOP,
      nickname: '山海小铺茶室',
      host: '阿茶',
      theme: 'tea',
      number: 1,
      refusal: null,
      broadcasts: planTeaShop(startMs),
    },
    {
      finderUserName: LINEN,
      nickname: '山海小铺亚麻生活',
      host: '小麻',
      theme: 'linen',
      number: 2,
      refusal: null,
      broadcasts: planLinen(startMs),
    },
    {
      finderUserName: NEW,
      nickname: '山海小铺陶器',
      host: '阿陶',
      theme: 'ceramics',
      number: 3,
      refusal: null,
      broadcasts: [],
    },
    {
      finderUserName: OTHER_SUBJECT,
      nickname: '别家的视频号',
      host: '路人',
      theme: 'home',
      number: 4,
      refusal: SUBJECT_MISMATCH,
      broadcasts: [],
    },
  ]
}

/** Its show keeps the hours of room 1001's (../show.ts), so that the next act of one is the other's too. */
function planTeaShop(startMs: number): Broadcast[] {
  const minute = (min: number) => startMs + min * MINUTE_MS
  return [
    past(TEA_SHOP, '明前龙井开汤品鉴', startMs - 20 * DAY_MS, KEPT_MS),
    past(TEA_SHOP, '老白茶怎么煮才好喝', startMs - 3 * DAY_MS, KEPT_MS),
    past(TEA_SHOP, '茶室日常 随便聊聊', startMs - DAY_MS, null),
    planBroadcast({
      finderUserName: TEA_SHOP,
      description: '秋茶上新 主播带你边喝边选',
      noticedAtMs: startMs - DAY_MS / 2,
      preparingAtMs: minute(8),
      liveAtMs: minute(10),
      endAtMs: minute(55),
      replay: { readyAtMs: minute(65), expiresAtMs: minute(65) + KEPT_MS },
    }),
  ]
}

function planLinen(startMs: number): Broadcast[] {
  const liveAtMs = startMs - 2 * HOUR_MS
  return [
    past(LINEN, '亚麻床品洗晒全攻略', startMs - 2 * DAY_MS, KEPT_MS),
    planBroadcast({
      finderUserName: LINEN,
      description: '亚麻衬衫全天陪你试 有问必答',
      noticedAtMs: null,
      preparingAtMs: liveAtMs - 2 * MINUTE_MS,
      liveAtMs,
      endAtMs: startMs + 22 * HOUR_MS,
      replay: null,
    }),
  ]
}

/** @param keptMs of its replay; null: it has none */
function past(
  finderUserName: string,
  description: string,
  liveAtMs: number,
  keptMs: number | null,
): Broadcast {
  const endAtMs = liveAtMs + HOUR_MS
  const readyAtMs = endAtMs + 10 * MINUTE_MS
  return planBroadcast({
    finderUserName,
    description,
    noticedAtMs: null,
    preparingAtMs: liveAtMs - 2 * MINUTE_MS,
    liveAtMs,
    endAtMs,
    replay: keptMs === null ? null : { readyAtMs, expiresAtMs: readyAtMs + keptMs },
  })
}
