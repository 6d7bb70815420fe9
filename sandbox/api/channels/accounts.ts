import { DAY_MS, HOUR_MS, MINUTE_MS } from '../catalogue/shanghai'
import type { Theme } from '../catalogue/types'
import type { Broadcast } from './broadcast'
import { planBroadcast } from './broadcast'

/** A Channels account (视频号): one of the merchant's own, or one of another legal entity. */
export interface ChannelsAccount {
  /** An id that begins with "sph". */
  readonly finderUserName: string
  readonly nickname: string
  readonly host: string
  readonly theme: Theme
  /** Selects one of its host's drawings. */
  readonly number: number
  /** WeChat's error number for every call about this account; null: calls succeed. */
  readonly refusal: number | null
  /** In order of time. Each exists from its `preparingAtMs`. */
  readonly broadcasts: readonly Broadcast[]
}

/** All accounts of the sandbox. */
export const CHANNELS_ACCOUNTS = [
  'sphSandboxTeaShop',
  'sphSandboxLinen',
  'sphSandboxNew',
  'sphSandboxOtherSubject',
] as const

/** The accounts of the merchant's own legal entity. The last one answers 100008 to every call. */
export const OWN_ACCOUNTS = CHANNELS_ACCOUNTS.slice(0, -1)

const [TEA_SHOP, LINEN, NEW, OTHER_SUBJECT] = CHANNELS_ACCOUNTS

export const SUBJECT_MISMATCH = 100008
/** WeChat does not document how long it keeps a replay; this value is ours. */
const REPLAY_LIFE_MS = 7 * DAY_MS

/** @param startMs world time at the start of the sandbox */
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

/** Its broadcast has the times of room 1001's (../show.ts), so that both reach the next act together. */
function planTeaShop(startMs: number): Broadcast[] {
  const minute = (min: number) => startMs + min * MINUTE_MS
  return [
    pastBroadcast(TEA_SHOP, '明前龙井开汤品鉴', startMs - 20 * DAY_MS, REPLAY_LIFE_MS),
    pastBroadcast(TEA_SHOP, '老白茶怎么煮才好喝', startMs - 3 * DAY_MS, REPLAY_LIFE_MS),
    pastBroadcast(TEA_SHOP, '茶室日常 随便聊聊', startMs - DAY_MS, null),
    planBroadcast({
      finderUserName: TEA_SHOP,
      description: '秋茶上新 主播带你边喝边选',
      noticedAtMs: startMs - DAY_MS / 2,
      preparingAtMs: minute(8),
      liveAtMs: minute(10),
      endAtMs: minute(55),
      replay: { readyAtMs: minute(65), expiresAtMs: minute(65) + REPLAY_LIFE_MS },
    }),
  ]
}

function planLinen(startMs: number): Broadcast[] {
  const liveAtMs = startMs - 2 * HOUR_MS
  return [
    pastBroadcast(LINEN, '亚麻床品洗晒全攻略', startMs - 2 * DAY_MS, REPLAY_LIFE_MS),
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

/** @param replayLifeMs null: no replay */
function pastBroadcast(
  finderUserName: string,
  description: string,
  liveAtMs: number,
  replayLifeMs: number | null,
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
    replay: replayLifeMs === null ? null : { readyAtMs, expiresAtMs: readyAtMs + replayLifeMs },
  })
}
