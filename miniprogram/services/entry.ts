import { paramsOrEmpty, unpackCustomParams } from '../domain/custom-params'
import type { CustomParams } from '../domain/custom-params'
import { parseLink, roomIdOf } from '../domain/live-link'
import type { Link, Query } from '../domain/live-link'
import { enteredBy, mayAskShareParams } from '../domain/scene'
import type { EnteredBy } from '../domain/scene'
import { keepAttribution } from './attribution'
import { systemClock } from './clock'
import { getShareParams } from './live-player'
import type { ShareParams } from './live-player'

interface Came {
  readonly scene: number
  readonly atMs: number
  /** `unknown` where WeChat hides the query: on a share card of the plugin's room page. */
  readonly link: Link
}

/** How the shopper came in, from `App.onShow`; again at each return to the app. */
export type Entry =
  | (Came & {
      readonly kind: 'group-card'
      /** null on a card that was shared without one. Opaque: the back end can read it, with luck. */
      readonly shareTicket: string | null
      readonly share: Share
    })
  | (Came & {
      readonly kind: Exclude<EnteredBy, 'group-card' | 'small-window' | 'return'>
      readonly share: Share
    })
  /** Back to where they were: the link is the old one, and names nobody anew. */
  | (Came & { readonly kind: 'small-window' | 'return' })

export type Share =
  /** The scene does not allow the question. */
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'asking' }
  /** No share, or WeChat would not say. For a shopper that is the same, and no error. */
  | { readonly kind: 'none' }
  | { readonly kind: 'known'; readonly params: ShareParams }

/** The part of WeChat's launch and show options that an entry is made of. */
export interface EntryOptions {
  readonly scene: number
  readonly path: string
  readonly query: Query
  readonly shareTicket?: string
}

let current: Entry | null = null

/**
 * Takes down an entry. Call it from `App.onShow`, which WeChat also calls after `onLaunch`: once
 * per entry, so that the share params are asked for once.
 */
export function recordEntry(options: EntryOptions): void {
  const { scene, path, shareTicket } = options
  // a share card of the plugin's page comes without its query, in some clients without the field
  const query = (options as Partial<EntryOptions>).query ?? {}
  const came = { scene, atMs: systemClock.nowMs(), link: parseLink(path, query) }
  const kind = enteredBy(scene, shareTicket)
  if (kind === 'small-window' || kind === 'return') {
    current = Object.assign({ kind }, came)
    return
  }
  const entryWith = (share: Share): Entry =>
    kind === 'group-card'
      ? Object.assign({ kind, shareTicket: shareTicket ?? null, share }, came)
      : Object.assign({ kind, share }, came)
  const thank = (params: ShareParams | null) => {
    credit(kind, query, came.atMs, params)
  }

  const asks = mayAskShareParams(scene)
  const entry = entryWith({ kind: asks ? 'asking' : 'not-asked' })
  thank(null)
  current = entry
  if (!asks) return
  void getShareParams().then((answer) => {
    // the shopper left and came back by another way in the meantime
    if (current !== entry) return
    if (answer.kind === 'ok') thank(answer.value)
    current = entryWith(
      answer.kind === 'ok' ? { kind: 'known', params: answer.value } : { kind: 'none' },
    )
  })
}

/** null: before the first `App.onShow`. */
export function currentEntry(): Entry | null {
  return current
}

/** Opened inside Moments: a single page that leads nowhere, until "前往小程序" is tapped. */
export function isMomentsPreview(): boolean {
  return current?.kind === 'moments-preview'
}

/** A way in that names a room, a sharer or parameters takes the place of the one before. */
function credit(
  enteredBy: EnteredBy,
  query: Query,
  atMs: number,
  params: ShareParams | null,
): void {
  const roomId = roomIdOf(query) ?? params?.roomId ?? null
  const shareOpenid = params?.shareOpenid ?? null
  // of a subscribe message the parameters come in the query, of a card in the share params
  const customParams: CustomParams = Object.assign(
    {},
    paramsOrEmpty(unpackCustomParams(query['custom_params'])),
    paramsOrEmpty(params?.customParams ?? { kind: 'none' }),
  )
  if (roomId === null && shareOpenid === null && Object.keys(customParams).length === 0) return
  keepAttribution({ roomId, shareOpenid, customParams, enteredBy, groupId: null, atMs })
}
