import { unpackCustomParams } from '../domain/custom-params'
import type { Unpacked } from '../domain/custom-params'
import { isRecord } from '../domain/json'
import { LIVE_PLUGIN } from '../domain/live-link'
import { parseLiveStatus } from '../domain/live-status-code'
import type { LiveStatus } from '../domain/live-status-code'
import { systemClock } from './clock'
import type { Clock } from './clock'

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

export interface CallOptions<T> {
  /** 10 s unless told. */
  readonly waitMs?: number
  /** An answer after the time-out. Late is not wrong: a status may take a minute. */
  readonly onLate?: (answer: PluginAnswer<T>) => void
  readonly clock?: Clock
}

export interface SubscribeState {
  readonly roomId: number
  readonly subscribed: boolean
  readonly openid: string | null
}

export interface ShareParams {
  readonly roomId: number | null
  readonly openid: string | null
  /** Who shared; only on entry by a share card. */
  readonly shareOpenid: string | null
  readonly customParams: Unpacked
}

const WAIT_MS = 10_000

/**
 * The status of a room.
 * Not for pages: `services/live-status` asks once a minute for all of them; asked sooner, WeChat
 * may never answer.
 */
export function getLiveStatus(
  roomId: number,
  options?: CallOptions<LiveStatus>,
): Promise<PluginAnswer<LiveStatus>> {
  return withTimeLimit(
    callPlugin((plugin) => plugin.getLiveStatus({ room_id: roomId }), readLiveStatus),
    options,
  )
}

/** Will WeChat remind this shopper of the room? */
export function getSubscribeStatus(
  roomId: number,
  options?: CallOptions<SubscribeState>,
): Promise<PluginAnswer<SubscribeState>> {
  return withTimeLimit(
    callPlugin(
      (plugin) => plugin.getSubscribeStatus({ room_id: roomId }),
      (raw) => subscribeState(roomId, readSubscribe(raw)),
    ),
    options,
  )
}

/** The viewer's openid, as the live component knows it; null where it answers without one. */
export function getOpenid(
  roomId: number,
  options?: CallOptions<string | null>,
): Promise<PluginAnswer<string | null>> {
  return withTimeLimit(
    callPlugin(
      (plugin) => plugin.getOpenid({ room_id: roomId }),
      (raw) => textOrNull(raw['openid']),
    ),
    options,
  )
}

/** Who shared what. WeChat allows the question in twelve scenes: ask through `services/entry`. */
export function getShareParams(
  options?: CallOptions<ShareParams>,
): Promise<PluginAnswer<ShareParams>> {
  return withTimeLimit(
    callPlugin(
      (plugin) => plugin.getShareParams(),
      (raw) => ({
        roomId: idOrNull(raw['room_id']),
        openid: textOrNull(raw['openid']),
        shareOpenid: textOrNull(raw['share_openid']),
        customParams: unpackCustomParams(raw['custom_params']),
      }),
    ),
    options,
  )
}

/** Reads `e.detail` of the plugin's `<subscribe bind:subscribe>`; null: it names no room. */
export function readSubscribeDetail(detail: unknown): SubscribeState | null {
  const state = readSubscribe(record(detail))
  return state.roomId === null ? null : subscribeState(state.roomId, state)
}

/**
 * Loads the plugin and hands over a function that asks it there and then. For the poller: its
 * minute counts from the call itself, not from a load that may take long before it.
 * @returns null: the plugin is not to be had now.
 */
export function connectLiveStatus(): Promise<AskLiveStatus | null> {
  return loadPlugin().then((plugin) =>
    plugin === null
      ? null
      : (roomId) => guarded(() => plugin.getLiveStatus({ room_id: roomId })).then(readLiveStatus),
  )
}

/** Rejects where the plugin refuses; may never settle. */
export type AskLiveStatus = (roomId: number) => Promise<LiveStatus>

/** What the plugin sent, before anything of it is believed. */
type Raw = Readonly<Record<string, unknown>>

function readLiveStatus(raw: Raw): LiveStatus {
  return parseLiveStatus(raw['liveStatus'])
}

function subscribeState(
  roomId: number,
  { subscribed, openid }: Omit<SubscribeState, 'roomId'>,
): SubscribeState {
  return { roomId, subscribed, openid }
}

function readSubscribe(raw: Raw) {
  return {
    roomId: idOrNull(raw['room_id']),
    // the document says nothing of its type
    subscribed: raw['is_subscribe'] === true || raw['is_subscribe'] === 1,
    openid: textOrNull(raw['openid']),
  }
}

function record(raw: unknown): Raw {
  return isRecord(raw) ? raw : {}
}

function idOrNull(raw: unknown): number | null {
  const id = Number(raw)
  return Number.isSafeInteger(id) && id > 0 ? id : null
}

function textOrNull(raw: unknown): string | null {
  return typeof raw === 'string' && raw !== '' ? raw : null
}

function callPlugin<T>(
  call: (plugin: LivePlayerPlugin.Api) => Promise<unknown>,
  read: (raw: Raw) => T,
): Promise<PluginAnswer<T>> {
  return loadPlugin().then((plugin): PluginAnswer<T> | Promise<PluginAnswer<T>> =>
    plugin === null
      ? { kind: 'plugin-unavailable' }
      : guarded(() => call(plugin)).then(
          (raw) => ({ kind: 'ok', value: read(raw) }),
          (cause: unknown) => ({ kind: 'refused', cause }),
        ),
  )
}

/** Calls at once. Where the plugin throws, or is too old to know the method, that is a refusal. */
function guarded(call: () => Promise<unknown>): Promise<Raw> {
  return new Promise<unknown>((resolve) => resolve(call())).then(record)
}

/** A promise from outside gets a time limit. */
function withTimeLimit<T>(
  answer: Promise<PluginAnswer<T>>,
  { waitMs = WAIT_MS, onLate, clock = systemClock }: CallOptions<T> = {},
): Promise<PluginAnswer<T>> {
  return new Promise((resolve) => {
    let late = false
    const timer = clock.setTimeout(() => {
      late = true
      resolve({ kind: 'timed-out' })
    }, waitMs)
    void answer.then((value) => {
      if (late) return onLate?.(value)
      clock.clearTimeout(timer)
      resolve(value)
    })
  })
}

interface Load {
  readonly atMs: number
  readonly plugin: Promise<LivePlayerPlugin.Api | null>
  done: boolean
}

/** Who asks later than this starts a load of its own instead of waiting for one that hangs. */
const LOAD_PATIENCE_MS = 30_000

let load: Load | null = null

/** Loads once for everybody; a load that failed or hangs is tried again by whoever asks next. */
function loadPlugin(): Promise<LivePlayerPlugin.Api | null> {
  const nowMs = systemClock.nowMs()
  if (load !== null && (load.done || nowMs - load.atMs <= LOAD_PATIENCE_MS)) return load.plugin
  const started: Load = { atMs: nowMs, plugin: requireLivePlugin(), done: false }
  load = started
  void started.plugin.then((plugin) => {
    started.done = plugin !== null
    if (plugin === null && load === started) load = null
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
