import { paramsOrEmpty, unpackCustomParams } from '../domain/custom-params'
import type { CustomParams } from '../domain/custom-params'
import { roomIdOf } from '../domain/live-link'
import type { Query } from '../domain/live-link'
import { enteredBy, mayAskShareParams } from '../domain/scene'
import type { EnteredBy } from '../domain/scene'
import { getShareParams } from './live-player'
import type { ShareParams } from './live-player'

/** How the shopper came in, from `App.onShow`; again at each return to the app. */
export interface Entry {
  readonly scene: number
  readonly enteredBy: EnteredBy
  readonly path: string
  /** {} where WeChat hides it: on a share card of the plugin's room page. */
  readonly query: Query
  /** Only by a card in a group. */
  readonly shareTicket: string | null
  /** From the link or code, else from the share params. */
  readonly roomId: number | null
  readonly share: Share
}

export type Share =
  /** The scene does not allow the question. */
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'asking' }
  /** No share, or WeChat would not say. For a shopper that is the same, and no error. */
  | { readonly kind: 'none' }
  | { readonly kind: 'known'; readonly params: ShareParams }

/** Whom a sale goes back to. */
export interface Attribution {
  readonly roomId: number | null
  readonly shareOpenid: string | null
  readonly customParams: CustomParams
  readonly enteredBy: EnteredBy
}

/** The part of WeChat's launch and show options that an entry is made of. */
export interface EntryOptions {
  readonly scene: number
  readonly path: string
  readonly query: Query
  readonly shareTicket?: string
}

export type EntryListener = (entry: Entry) => void

const listeners = new Set<EntryListener>()
let current: Entry | null = null
let latest: Attribution | null = null

/**
 * Takes down an entry. Call it from `App.onShow`, which WeChat also calls after `onLaunch`: once
 * per entry, so that the share params are asked for once.
 */
export function recordEntry(options: EntryOptions): void {
  // a share card of the plugin's page comes without its query, in some clients without the field
  const query = (options as Partial<EntryOptions>).query ?? {}
  const { scene, path, shareTicket } = options
  const asks = mayAskShareParams(scene)
  const entryWith = (share: Share, roomId: number | null): Entry => ({
    scene,
    enteredBy: enteredBy(scene),
    path,
    query,
    shareTicket: shareTicket ?? null,
    roomId,
    share,
  })
  const roomId = roomIdOf(query)
  const entry = entryWith({ kind: asks ? 'asking' : 'not-asked' }, roomId)
  become(entry)
  if (!asks) return
  void getShareParams().then((answer) => {
    // the shopper left and came back by another way in the meantime
    if (current !== entry) return
    become(
      answer.kind === 'ok'
        ? entryWith({ kind: 'known', params: answer.value }, roomId ?? answer.value.roomId)
        : entryWith({ kind: 'none' }, roomId),
    )
  })
}

/** null: before the first `App.onShow`. */
export function currentEntry(): Entry | null {
  return current
}

/**
 * @param listener is told the current entry at once, then each new one, and one entry again when
 * its share params arrive.
 * @returns to stop listening.
 */
export function onEntry(listener: EntryListener): () => void {
  listeners.add(listener)
  if (current !== null) listener(current)
  return () => void listeners.delete(listener)
}

/**
 * Whom to thank: the last entry that named a room, a sharer or parameters. Coming back from the
 * background names nobody and changes nothing.
 */
export function attribution(): Attribution | null {
  return latest
}

function become(entry: Entry): void {
  current = entry
  latest = attributionOf(entry) ?? latest
  listeners.forEach((listener) => listener(entry))
}

function attributionOf(entry: Entry): Attribution | null {
  const params = entry.share.kind === 'known' ? entry.share.params : null
  const shareOpenid = params?.shareOpenid ?? null
  // of a subscribe message the parameters come in the query, of a card in the share params
  const customParams: CustomParams = Object.assign(
    {},
    paramsOrEmpty(unpackCustomParams(entry.query['custom_params'])),
    paramsOrEmpty(params?.customParams ?? { kind: 'none' }),
  )
  const named =
    entry.roomId !== null || shareOpenid !== null || Object.keys(customParams).length > 0
  return named
    ? { roomId: entry.roomId, shareOpenid, customParams, enteredBy: entry.enteredBy }
    : null
}
