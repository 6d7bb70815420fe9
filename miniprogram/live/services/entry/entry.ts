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
  /** `unknown` where WeChat hides the query: on a share card of the plugin's room page. */
  readonly link: Link
}

/** How the shopper came in, from `App.onShow`; again at each return to the app. */
export type Entry =
  | (EntryBase & {
      readonly kind: 'group-card'
      /** null on a card that was shared without one. Opaque: the back end can read it, with luck. */
      readonly shareTicket: string | null
      readonly share: ShareState
    })
  | (EntryBase & {
      readonly kind: Exclude<EntryType, 'group-card' | 'small-window' | 'return'>
      readonly share: ShareState
    })
  /** Back to where they were: the link is the old one, and names nobody anew. */
  | (EntryBase & { readonly kind: 'small-window' | 'return' })

export type ShareState =
  /** The scene does not allow the question. */
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'asking' }
  /** No share, or WeChat would not say. For a shopper that is the same, and no error. */
  | { readonly kind: 'none' }
  | { readonly kind: 'known'; readonly params: ShareParams }

let current: Entry | null = null

/**
 * Takes down an entry. Call it from `App.onShow`, which WeChat also calls after `onLaunch`: once
 * per entry, so that the share params are asked for once.
 * @param options as WeChat gives them: `scene`, `path`, `query`, `shareTicket`, each of which may be absent.
 */
export function recordEntry(options: unknown): void {
  const given = isRecord(options) ? options : EMPTY_QUERY
  const scene = numberOf(given['scene'])
  const shareTicket = textOrNull(given['shareTicket'])
  // a share card of the plugin's page comes without its query, in some clients without the field
  const opened = isRecord(given['query']) ? given['query'] : EMPTY_QUERY
  const { path, query } = resolveArrival(textOrNull(given['path']) ?? '', opened)
  const atMs = Date.now()
  const came = { scene, atMs, link: parseLink(path, query) }
  const kind = entryTypeOf(scene, shareTicket)
  if (kind === 'small-window' || kind === 'return') {
    current = Object.assign({ kind }, came)
    return
  }
  const entryWith = (share: ShareState): Entry =>
    kind === 'group-card'
      ? Object.assign({ kind, shareTicket, share }, came)
      : Object.assign({ kind, share }, came)
  // of a subscribe message the parameters come in the query, of a card in the share params
  const credit = { roomId: roomIdOf(query), shareOpenid: null, customParams: paramsOf(query) }

  recordAttribution(kind, atMs, credit, null)
  const asked = requestShareParams(scene)
  const entry = entryWith({ kind: asked === null ? 'not-asked' : 'asking' })
  current = entry
  void asked?.then((params) => {
    // the shopper left and came back by another way in the meantime
    if (current !== entry) return
    recordAttribution(kind, atMs, credit, params)
    current = entryWith(params === null ? { kind: 'none' } : { kind: 'known', params })
  })
}

/** What the app, or a page, was opened with; the link of a plain QR code is taken apart. */
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

/** null: before the first `App.onShow`. */
export function currentEntry(): Entry | null {
  return current
}

/** Opened inside Moments: a single page that leads nowhere, until "前往小程序" is tapped. */
export function isMomentsPreview(): boolean {
  return current?.kind === 'moments-preview'
}
