import type { Failure } from './answers'

export interface Advice {
  /** `after-token`: once more, with a token fetched anew and a reservation of its own. */
  readonly retry: 'never' | 'later' | 'after-token'
  readonly meaning: string
  /** An instruction that a merchant can follow. */
  readonly whatToDo: string
}

const WAIT = 'Nothing to do: it is tried again later, and shoppers see the last list meanwhile.'
const REPORT = 'This is a fault of the back end. Report it with this code.'
const CONSOLE = 'mp.weixin.qq.com → 开发管理 → 开发设置'

const never = (meaning: string, whatToDo: string): Advice => ({ retry: 'never', meaning, whatToDo })
const later = (meaning: string, whatToDo = WAIT): Advice => ({ retry: 'later', meaning, whatToDo })
const afterToken = (meaning: string): Advice => ({
  retry: 'after-token',
  meaning,
  whatToDo:
    'Nothing to do if it passes. If it stays, another system renews the token with force_refresh, ' +
    'or WX_APPSECRET was changed at WeChat.',
})

/** The errcodes that stable_token and getliveinfo can answer. @see contract B10, B11 */
const BY_CODE: ReadonlyMap<number, Advice> = new Map([
  [-1, later('WeChat is busy')],
  [40001, afterToken('The token is invalid or not the latest')],
  [40002, never('grant_type is wrong', REPORT)],
  [
    40013,
    never('The AppID is wrong', `Set WX_APPID to the AppID of the mini-program (${CONSOLE}).`),
  ],
  [40014, afterToken('The token is invalid')],
  [
    40125,
    never(
      'The AppSecret is wrong',
      `Set WX_APPSECRET to the AppSecret that belongs to WX_APPID (${CONSOLE}); reset it there if it is lost.`,
    ),
  ],
  [
    40164,
    never(
      "This server's address is not on the account's IP whitelist",
      `Add the address that WeChat names in its message to IP白名单 (${CONSOLE}).`,
    ),
  ],
  [40243, never('The AppSecret is frozen', `Unfreeze the AppSecret (${CONSOLE}).`)],
  [41001, never('The token was not sent', REPORT)],
  [41002, never('The AppID was not sent', REPORT)],
  [41004, never('The AppSecret was not sent', REPORT)],
  [42001, afterToken('The token has expired')],
  [43001, never('GET was required', REPORT)],
  [43002, never('POST was required', REPORT)],
  [43003, never('https was required', 'Set WX_API_BASE_URL to https://api.weixin.qq.com.')],
  [
    45009,
    later(
      "The day's calls are used up",
      'Wait for midnight (Beijing). If it comes early, another system calls getliveinfo with the same ' +
        'AppID: stop it, or lower WX_LIVE_DAILY_LIMIT by what it uses.',
    ),
  ],
  [45011, later('Too many calls within a minute')],
  [47001, never('WeChat could not read the request', REPORT)],
  [
    48001,
    never(
      'The account may not call the live interface',
      'Enable 小程序直播 for this mini-program at mp.weixin.qq.com; if a service provider manages it, ' +
        'it needs the permission set of live rooms.',
    ),
  ],
  [
    50004,
    never('The account may not fetch tokens', 'Ask WeChat why this account may not fetch tokens.'),
  ],
  [50007, never('The account is frozen', 'Unfreeze the account at mp.weixin.qq.com.')],
  [
    89503,
    later(
      'The call waits for the administrator',
      "The account's administrator must confirm it in WeChat (公众平台安全助手).",
    ),
  ],
  [
    89506,
    later(
      "The administrator refused this server's address for 24 hours",
      'Ask the administrator to allow the address, then wait 24 hours.',
    ),
  ],
  [
    89507,
    later(
      "The administrator refused this server's address for an hour",
      'Ask the administrator to allow the address, then wait an hour.',
    ),
  ],
  [
    268489001,
    never('New live permissions are frozen', 'WeChat grants no new live rooms; use 视频号直播.'),
  ],
  [9410001, later('WeChat could not read its rooms')],
  [9410002, later('WeChat could not read the goods')],
  [9410003, later('WeChat could not read the replay')],
])

/** What a failure means and what to do about it; an unknown code keeps WeChat's own words. */
export function adviceOn(failure: Failure): Advice {
  switch (failure.kind) {
    case 'refused':
      return (
        BY_CODE.get(failure.errcode) ??
        later(`WeChat answered ${failure.errcode}: ${failure.errmsg}`)
      )
    case 'unreachable':
      return failure.why === 'timeout'
        ? later('WeChat did not answer in time')
        : later(
            'WeChat cannot be reached',
            `Check that this server reaches the host of WX_API_BASE_URL (${failure.detail}). It is tried again later.`,
          )
    case 'unreadable':
      return later(`WeChat answered with something unreadable (HTTP ${failure.status})`)
  }
}

/** Short name of a failure, for logs and /readyz: the errcode where WeChat gave one. */
export function codeOf(failure: Failure): string {
  return failure.kind === 'refused' ? String(failure.errcode) : `${failure.kind}: ${failure.why}`
}
