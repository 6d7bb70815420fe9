import { unpackCustomParams } from '../../domain/custom-params'
import { isRecord } from '../../domain/json'
import { parseLiveStatus } from '../../domain/live-status-code'
import type { LiveStatus } from '../../domain/live-status-code'
import type { RoomId } from '../../domain/room-id'
import type { ShareParams } from './share-params'
import type { RequestStatus } from './status-source'

/**
 * WeChat's live component, behind types of our own. The only code that calls the plugin, and the
 * only place in the app where its names (`room_id`, `is_subscribe`, …) are known.
 *
 * The plugin is declared in packageA, so it is reached by `requirePlugin.async` alone, on first
 * use: at the top of a module a missing permission would take the page down with it.
 * @see subpackages/async; liveplayer/component-api
 */
export type PluginAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** Not in this build, not granted to the account, or its package did not load. */
  | { readonly kind: 'plugin-unavailable' }
  /** Silent for too long; `onLate` hears of it if it does answer. */
  | { readonly kind: 'timed-out' }
  /** It said no. */
  | { readonly kind: 'refused'; readonly cause: unknown }

/** Hears an answer after the time-out. Late is not wrong: a status may take a minute. */
export type OnLate<T> = (answer: PluginAnswer<T>) => void

export interface SubscribeState {
  readonly roomId: number
  readonly subscribed: boolean
  readonly openid: string | null
}

/** The name under which app.json declares the plugin. */
const LIVE_PLUGIN = 'live-player-plugin'

const CALL_TIMEOUT_MS = 10_000

/**
 * The status of a room.
 * Not for pages: `live/services/live-status/poller` asks once a minute for all of them; asked sooner, WeChat
 * may never answer.
 */
export function getLiveStatus(
  roomId: number,
  onLate?: OnLate<LiveStatus>,
): Promise<PluginAnswer<LiveStatus>> {
  return callPlugin((plugin) => plugin.getLiveStatus({ room_id: roomId }), readLiveStatus, onLate)
}

/** Will WeChat remind this shopper of the room? */
export function getSubscribeStatus(
  roomId: number,
  onLate?: OnLate<SubscribeState>,
): Promise<PluginAnswer<SubscribeState>> {
  return callPlugin(
    (plugin) => plugin.getSubscribeStatus({ room_id: roomId }),
    (raw) => subscribeState(roomId, raw),
    onLate,
  )
}

/** The viewer's openid, as the live component knows it; null where it answers without one. */
export function getOpenid(roomId: number): Promise<PluginAnswer<string | null>> {
  return callPlugin(
    (plugin) => plugin.getOpenid({ room_id: roomId }),
    (raw) => textOrNull(raw['openid']),
  )
}

/** Who shared what. WeChat allows the question in twelve scenes: ask through `live/services/entry/entry`. */
export function getShareParams(): Promise<PluginAnswer<ShareParams>> {
  return callPlugin(
    (plugin) => plugin.getShareParams(),
    (raw) => ({
      roomId: idOrNull(raw['room_id']),
      openid: textOrNull(raw['openid']),
      shareOpenid: textOrNull(raw['share_openid']),
      customParams: unpackCustomParams(raw['custom_params']),
    }),
  )
}

/** Reads `e.detail` of the plugin's `<subscribe bind:subscribe>`; null: it names no room. */
export function readSubscribeDetail(detail: unknown): SubscribeState | null {
  const raw = recordOf(detail)
  const roomId = idOrNull(raw['room_id'])
  return roomId === null ? null : subscribeState(roomId, raw)
}

/**
 * Loads the plugin and hands over a function that asks it there and then. For the poller: its
 * minute counts from the call itself, not from a load that may take long before it.
 * @returns null: the plugin is not to be had now.
 */
export function connectLiveStatus(): Promise<RequestStatus | null> {
  return loadPlugin().then((plugin) =>
    plugin === null
      ? null
      : (roomId) =>
          callSafely(() =>
            isPluginRoom(roomId)
              ? plugin.getLiveStatus({ room_id: roomId })
              : Promise.reject(new Error('no room of the live component')),
          ).then(readLiveStatus),
  )
}

/** Rooms of the live component are numbers. */
export function isPluginRoom(roomId: RoomId): roomId is number {
  return Number(roomId) === roomId
}

/** What the plugin sent, before anything of it is believed. */
type Raw = Readonly<Record<string, unknown>>

function readLiveStatus(raw: Raw): LiveStatus {
  return parseLiveStatus(raw['liveStatus'])
}

function subscribeState(roomId: number, raw: Raw): SubscribeState {
  const isSubscribed = raw['is_subscribe']
  return {
    roomId,
    // the document says nothing of its type
    subscribed: isSubscribed === true || isSubscribed === 1,
    openid: textOrNull(raw['openid']),
  }
}

function recordOf(raw: unknown): Raw {
  return isRecord(raw) ? raw : {}
}

function idOrNull(raw: unknown): number | null {
  const id = typeof raw === 'number' ? raw : Number(textOrNull(raw))
  return Number.isSafeInteger(id) && id > 0 ? id : null
}

function textOrNull(raw: unknown): string | null {
  return typeof raw === 'string' && raw !== '' ? raw : null
}

function callPlugin<T>(
  call: (plugin: LivePlayerPlugin.Api) => Promise<unknown>,
  read: (raw: Raw) => T,
  onLate?: OnLate<T>,
): Promise<PluginAnswer<T>> {
  const answer = loadPlugin().then((plugin): PluginAnswer<T> | Promise<PluginAnswer<T>> =>
    plugin === null
      ? { kind: 'plugin-unavailable' }
      : callSafely(() => call(plugin)).then(
          (raw) => ({ kind: 'ok', value: read(raw) }),
          (cause: unknown) => ({ kind: 'refused', cause }),
        ),
  )
  return withTimeLimit(answer, onLate)
}

/** Calls at once. Where the plugin throws, or is too old to know the method, that is a refusal. */
function callSafely(call: () => Promise<unknown>): Promise<Raw> {
  return new Promise<unknown>((resolve) => resolve(call())).then(recordOf)
}

/** A promise from outside gets a time limit. */
function withTimeLimit<T>(
  answer: Promise<PluginAnswer<T>>,
  onLate: OnLate<T> | undefined,
): Promise<PluginAnswer<T>> {
  return new Promise((resolve) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      resolve({ kind: 'timed-out' })
    }, CALL_TIMEOUT_MS)
    void answer.then((value) => {
      clearTimeout(timer)
      if (late) onLate?.(value)
      resolve(value)
    })
  })
}

interface PluginLoad {
  readonly plugin: Promise<LivePlayerPlugin.Api | null>
  /** Until when it is waited for; for ever once it is there, and no longer once it failed. */
  untilMs: number
}

/** Who asks later than this starts a load of its own instead of waiting for one that hangs. */
const LOAD_TIMEOUT_MS = 30_000

let currentLoad: PluginLoad | null = null

/** Loads once for everybody; a load that failed or hangs is tried again by whoever asks next. */
function loadPlugin(): Promise<LivePlayerPlugin.Api | null> {
  const nowMs = Date.now()
  if (currentLoad !== null && nowMs <= currentLoad.untilMs) return currentLoad.plugin
  const started: PluginLoad = { plugin: requireLivePlugin(), untilMs: nowMs + LOAD_TIMEOUT_MS }
  currentLoad = started
  void started.plugin.then((plugin) => {
    started.untilMs = plugin === null ? -Infinity : Infinity
  })
  return started.plugin
}

function requireLivePlugin(): Promise<LivePlayerPlugin.Api | null> {
  return new Promise<LivePlayerPlugin.Api | null>((resolve) => {
    // absent below base library 2.11.2, whatever the typings say
    const loader: { readonly async?: RequirePlugin['async'] } = requirePlugin
    resolve(typeof loader.async === 'function' ? loader.async(LIVE_PLUGIN) : null)
  }).catch(() => null)
}
