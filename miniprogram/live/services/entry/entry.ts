import { liveConfig } from '../../config'
import { isRecord } from '../../domain/json'
import { parseLink, readArrival } from '../../domain/live-link'
import type { Arrival, Link } from '../../domain/live-link'
import { paramsOf, roomIdOf } from '../../domain/query'
import type { Query } from '../../domain/query'
import { entryTypeOf } from '../../domain/scene'
import type { EntryType } from '../../domain/scene'
import { recordAttribution } from './attribution'
import type { ShareParams } from '../wechat/share-params'
import { requestShareParams } from './who-shared'

interface EntryBase {
  readonly scene: number
  readonly atMs: number
  /** `unknown` on a share card of the plugin's room page: WeChat hides its query. */
  readonly link: Link
}

/** An entry into the app. Each `App.onShow` is one, also a return to the app. */
export type Entry =
  | (EntryBase & {
      readonly kind: 'group-card'
      /** null: the card was shared without one. Encrypted; only the back end can decrypt it. */
      readonly shareTicket: string | null
      readonly share: ShareState
    })
  | (EntryBase & {
      readonly kind: Exclude<EntryType, 'group-card' | 'small-window' | 'return'>
      readonly share: ShareState
    })
  /** A return to the app. `link` is the old one and adds no attribution. */
  | (EntryBase & { readonly kind: 'small-window' | 'return' })

export type ShareState =
  /** The scene does not allow the call. */
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'asking' }
  /** No share, or WeChat refused. Neither is an error for the shopper. */
  | { readonly kind: 'none' }
  | { readonly kind: 'known'; readonly params: ShareParams }

let current: Entry | null = null

/**
 * Records an entry and its attribution. Call it only from `App.onShow`, which WeChat also calls after
 * `onLaunch`: the share params are then requested once per entry.
 * @param options WeChat's `scene`, `path`, `query` and `shareTicket`; each may be absent
 */
export function recordEntry(options: unknown): void {
  const given = isRecord(options) ? options : EMPTY_QUERY
  const scene = numberOf(given['scene'])
  const shareTicket = textOrNull(given['shareTicket'])
  // a share card of the plugin's page has no query; some clients omit the field
  const opened = isRecord(given['query']) ? given['query'] : EMPTY_QUERY
  const { path, query } = resolveArrival(textOrNull(given['path']) ?? '', opened)
  const atMs = Date.now()
  const base = { scene, atMs, link: parseLink(path, query) }
  const kind = entryTypeOf(scene, shareTicket)
  if (kind === 'small-window' || kind === 'return') {
    current = { kind, ...base }
    return
  }
  const entryWith = (share: ShareState): Entry =>
    kind === 'group-card' ? { kind, shareTicket, share, ...base } : { kind, share, ...base }
  // the parameters of a subscribe message are in the query, those of a card in the share params
  const credit = { roomId: roomIdOf(query), shareOpenid: null, customParams: paramsOf(query) }

  recordAttribution(kind, atMs, credit, null)
  const asked = requestShareParams(scene)
  const entry = entryWith({ kind: asked === null ? 'not-asked' : 'asking' })
  current = entry
  void asked?.then((params) => {
    // a newer entry has replaced this one
    if (current !== entry) return
    recordAttribution(kind, atMs, credit, params)
    current = entryWith(params === null ? { kind: 'none' } : { kind: 'known', params })
  })
}

/** The page and query that the app, or a page, was opened with. Links of plain QR codes are resolved. */
export function resolveArrival(path: string, query: Query): Arrival {
  return readArrival(path, query, liveConfig().qrLinkPrefixes)
}

const EMPTY_QUERY: Query = {}

function numberOf(raw: unknown): number {
  return typeof raw === 'number' ? raw : Number(textOrNull(raw))
}

function textOrNull(raw: unknown): string | null {
  return typeof raw === 'string' && raw !== '' ? raw : null
}

/** null before the first `App.onShow`. */
export function currentEntry(): Entry | null {
  return current
}

/** Single-page mode of Moments: no page can be opened until the shopper taps "前往小程序". */
export function isMomentsPreview(): boolean {
  return current?.kind === 'moments-preview'
}
