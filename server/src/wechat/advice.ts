import type { Failure } from './answers'
import { BY_ERRCODE, WAIT, type Advice } from './errcodes'

export type { Advice } from './errcodes'

const later = (kind: Advice['kind'], meaning: string, whatToDo = WAIT): Advice => ({
  kind,
  retry: 'later',
  meaning,
  whatToDo,
})

/** Meaning of a failure and what to do. An unknown code keeps WeChat's message. */
export function adviceFor(failure: Failure): Advice {
  switch (failure.kind) {
    case 'refused':
      return BY_ERRCODE.get(failure.errcode) ?? unknown(failure)
    case 'unreachable':
      return failure.why === 'timeout'
        ? later('busy', 'WeChat did not answer in time')
        : later(
            'setup',
            'WeChat cannot be reached',
            `Check that this server can reach the host of WX_API_BASE_URL (${failure.detail}). The call is retried later.`,
          )
    case 'unreadable':
      if (failure.why === 'redirect')
        return later(
          'setup',
          `The answer was a redirect (HTTP ${failure.status}), which WeChat does not send`,
          'Check WX_API_BASE_URL, and the proxies and firewalls on the way. The call is retried later.',
        )
      return later('busy', `WeChat's answer could not be parsed (HTTP ${failure.status})`)
  }
}

/** An undocumented code. It is retried; lasting refusals show in the log. */
function unknown({ errcode, errmsg, rid }: Extract<Failure, { kind: 'refused' }>): Advice {
  const support = rid === '' ? '' : ` Give WeChat's support the rid ${rid}.`
  return later(
    'unknown',
    `WeChat answered ${errcode}: ${errmsg}`,
    `Look up ${errcode} in WeChat's list of return codes (全局返回码).${support} The call is retried later.`,
  )
}

/** Short name of a failure for logs and /readyz: the errcode if WeChat sent one. */
export function codeOf(failure: Failure): string {
  return failure.kind === 'refused' ? String(failure.errcode) : `${failure.kind}: ${failure.why}`
}
