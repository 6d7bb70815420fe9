import { unpackCustomParams } from '../../domain/custom-params'
import { isRecord } from '../../domain/json'
import { parseLiveStatus } from '../../domain/live-status-code'
import type { LiveStatus } from '../../domain/live-status-code'
import type { RoomId } from '../../domain/room-id'
import type { ShareParams } from './share-params'
import type { RequestStatus } from './status-source'

/**
 * WeChat's live component, with our own types. The only code that calls the plugin and uses its field names
 * (`room_id`, `is_subscribe`, …).
 *
 * The plugin is declared in packageA, so it is loaded by `requirePlugin.async`, on first use: at the top of a
 * module, a missing permission would break the whole page.
 * @see subpackages/async; liveplayer/component-api
 */
export type PluginAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** Not in this build, not granted to the mini-program, or its package did not load. */
  | { readonly kind: 'plugin-unavailable' }
  /** No answer within the timeout; `onLate` gets a later one. */
  | { readonly kind: 'timed-out' }
  /** The call was rejected. */
  | { readonly kind: 'refused'; readonly cause: unknown }

/** Called with an answer after the timeout; a status may take a minute. */
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
 * Pages use `live/services/live-status/poller` instead, which calls once a minute: after an earlier call
 * WeChat may never answer.
 */
export function getLiveStatus(
  roomId: number,
  onLate?: OnLate<LiveStatus>,
): Promise<PluginAnswer<LiveStatus>> {
  return callPlugin((plugin) => plugin.getLiveStatus({ room_id: roomId }), readLiveStatus, onLate)
}

/** Requests whether WeChat will remind this shopper of the room. */
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

/** The viewer's openid in the live component; null if the answer has none. */
export function getOpenid(roomId: number): Promise<PluginAnswer<string | null>> {
  return callPlugin(
    (plugin) => plugin.getOpenid({ room_id: roomId }),
    (raw) => textOrNull(raw['openid']),
  )
}

/** The share params of this entry. Allowed in twelve scenes only; `live/services/entry/entry` checks them. */
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

/** Reads `e.detail` of the plugin's `<subscribe bind:subscribe>`; null: it has no room id. */
export function readSubscribeDetail(detail: unknown): SubscribeState | null {
  const raw = recordOf(detail)
  const roomId = idOrNull(raw['room_id'])
  return roomId === null ? null : subscribeState(roomId, raw)
}

/**
 * Loads the plugin and returns a function that calls it at once. For the poller: its minute counts from the
 * call, not from the load before it.
 * @returns null if the plugin is not available now
 */
export async function connectLiveStatus(): Promise<RequestStatus | null> {
  const plugin = await loadPlugin()
  if (plugin === null) return null
  return async (roomId) => {
    if (!isPluginRoom(roomId)) throw new Error('Not a room of the live component')
    return readLiveStatus(await callSafely(() => plugin.getLiveStatus({ room_id: roomId })))
  }
}

/** Rooms of the live component are numbers. */
export function isPluginRoom(roomId: RoomId): roomId is number {
  return typeof roomId === 'number'
}

/** Unvalidated data of the plugin. */
type Raw = Readonly<Record<string, unknown>>

function readLiveStatus(raw: Raw): LiveStatus {
  return parseLiveStatus(raw['liveStatus'])
}

function subscribeState(roomId: number, raw: Raw): SubscribeState {
  const isSubscribed = raw['is_subscribe']
  return {
    roomId,
    // its type is not documented
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

/** Calls at once. If the plugin throws, or lacks the method, the promise rejects. */
function callSafely(call: () => Promise<unknown>): Promise<Raw> {
  return new Promise<unknown>((resolve) => resolve(call())).then(recordOf)
}

/** The plugin's promises may never settle. */
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
  /** Callers share this load until then. Infinity once loaded, -Infinity once failed. */
  untilMs: number
}

/** After this time a load counts as hung, and the next caller starts a new one. */
const LOAD_TIMEOUT_MS = 30_000

let currentLoad: PluginLoad | null = null

/** Loads the plugin once. After a load that failed or hangs, the next call loads again. */
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
    // missing below base library 2.11.2, although the typings have it
    const loader: { readonly async?: RequirePlugin['async'] } = requirePlugin
    resolve(typeof loader.async === 'function' ? loader.async(LIVE_PLUGIN) : null)
  }).catch(() => null)
}
