import type { Failure } from './answers'
import { BY_ERRCODE, WAIT, type Advice } from './errcodes'

export type { Advice } from './errcodes'

const later = (kind: Advice['kind'], meaning: string, whatToDo = WAIT): Advice => ({
  kind,
  retry: 'later',
  meaning,
  whatToDo,
})

/** What a failure means and what to do about it; an unknown code keeps WeChat's own words. */
export function adviceOn(failure: Failure): Advice {
  switch (failure.kind) {
    case 'refused':
      return BY_ERRCODE.get(failure.errcode) ?? unknown(failure)
    case 'unreachable':
      return failure.why === 'timeout'
        ? later('busy', 'WeChat did not answer in time')
        : later(
            'setup',
            'WeChat cannot be reached',
            `Check that this server reaches the host of WX_API_BASE_URL (${failure.detail}). It is tried again later.`,
          )
    case 'unreadable':
      if (failure.why === 'redirect')
        return later(
          'setup',
          `Something answered in WeChat's place with a redirect (HTTP ${failure.status})`,
          'Check WX_API_BASE_URL, and the proxies and firewalls between this server and it. It is tried again later.',
        )
      return later('busy', `WeChat answered with something unreadable (HTTP ${failure.status})`)
  }
}

/** A code of which no page tells. It is tried again: refusals that last show in the log. */
function unknown({ errcode, errmsg, rid }: Extract<Failure, { kind: 'refused' }>): Advice {
  const support = rid === '' ? '' : ` WeChat's support finds the request by rid ${rid}.`
  return later(
    'unknown',
    `WeChat answered ${errcode}: ${errmsg}`,
    `Look ${errcode} up in WeChat's list of return codes (全局返回码).${support} It is tried again later.`,
  )
}

/** Short name of a failure, for logs and /readyz: the errcode where WeChat gave one. */
export function codeOf(failure: Failure): string {
  return failure.kind === 'refused' ? String(failure.errcode) : `${failure.kind}: ${failure.why}`
}
