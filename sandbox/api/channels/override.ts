import { parseBody } from '../answers'
import type { Wechat } from '../wechat'
import type { ChannelsAccount } from './accounts'
import { NOTICE_USABLE, noticeIdOf } from './broadcast'
import type { ChannelsOverride, NoticeView } from './accounts-data'
import { extraBroadcastFor, viewAccount } from './state'

export type ParsedOverride =
  /** null: the account returns to its plan. */
  | { readonly kind: 'ok'; readonly override: ChannelsOverride | null }
  | { readonly kind: 'bad'; readonly field: string; readonly tell: string }

type Fields = Readonly<Record<string, unknown>>

const NUMBERS = ['status', 'replayStatus', 'refusal'] as const
const HELP =
  'Send {"status": 2}, {"replayStatus": 1}, {"refusal": 100008}, {"notice": {"startAtSec": …}} or null'

/**
 * Numbers may be undocumented ones. A null number returns to the plan. `"notice": null` removes all
 * notices. Omitted fields keep their override.
 */
export function parseOverride(
  wechat: Wechat,
  account: ChannelsAccount,
  rawBody: unknown,
): ParsedOverride {
  if (typeof rawBody === 'string' && rawBody.trim() === 'null')
    return { kind: 'ok', override: null }
  const body = parseBody(rawBody)
  if (body === null) return bad('body', 'The body must be a JSON object')
  const unknown = Object.keys(body).find((key) => key !== 'notice' && !isNumberField(key))
  if (unknown !== undefined || Object.keys(body).length === 0) return bad(unknown ?? 'body', HELP)
  for (const field of NUMBERS) {
    const value = body[field]
    if (value !== undefined && value !== null && !Number.isSafeInteger(value))
      return bad(field, `${field} must be a whole number, or null`)
  }
  const notices = parseNotices(account, body['notice'])
  if (notices === 'bad')
    return bad(
      'notice',
      'notice must be null, or {"startAtSec": …, "status": 0, "reservable": true}, or a list of these',
    )

  const before = wechat.channels.overrides.get(account.finderUserName) ?? {}
  const numbers = Object.fromEntries(
    NUMBERS.flatMap((field) => {
      const value = body[field] === undefined ? before[field] : body[field]
      return typeof value === 'number' ? [[field, value]] : []
    }),
  )
  const extra = extraBroadcast(wechat, account, body['status']) ?? before.extra
  const keptNotices = body['notice'] === undefined ? before.notices : notices
  return {
    kind: 'ok',
    override: {
      ...numbers,
      ...(keptNotices === undefined ? {} : { notices: keptNotices }),
      ...(extra === undefined || body['status'] === null ? {} : { extra }),
    },
  }
}

function extraBroadcast(wechat: Wechat, account: ChannelsAccount, status: unknown) {
  if (typeof status !== 'number') return undefined
  return extraBroadcastFor(wechat, viewAccount(wechat, account), status) ?? undefined
}

function parseNotices(account: ChannelsAccount, raw: unknown): readonly NoticeView[] | 'bad' {
  if (raw === undefined || raw === null) return []
  const notices: NoticeView[] = []
  for (const one of Array.isArray(raw) ? (raw as readonly unknown[]) : [raw]) {
    const notice = parseNotice(account, one)
    if (notice === 'bad') return notice
    notices.push(notice)
  }
  return notices.sort((a, b) => a.startAtSec - b.startAtSec)
}

function parseNotice({ finderUserName }: ChannelsAccount, raw: unknown): NoticeView | 'bad' {
  if (typeof raw !== 'object' || raw === null) return 'bad'
  const { startAtSec, status = NOTICE_USABLE, reservable }: Fields = { ...raw }
  if (typeof startAtSec !== 'number' || !Number.isSafeInteger(startAtSec)) return 'bad'
  if (typeof status !== 'number' || !Number.isSafeInteger(status)) return 'bad'
  if (reservable !== undefined && typeof reservable !== 'boolean') return 'bad'
  return {
    noticeId: noticeIdOf(finderUserName, startAtSec * 1000),
    status,
    reservable: reservable ?? status === NOTICE_USABLE,
    startAtSec,
  }
}

function isNumberField(key: string): key is (typeof NUMBERS)[number] {
  return NUMBERS.some((field) => field === key)
}

function bad(field: string, tell: string): ParsedOverride {
  return { kind: 'bad', field, tell }
}
