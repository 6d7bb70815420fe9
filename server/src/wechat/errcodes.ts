/**
 * All known errcodes of the live interfaces, tokens and login.
 * @see contract B10, B11, B12; code2Session for 40029 and 40226
 */

/** Category of a code; decides who has to act. */
export type ErrcodeKind =
  /** No data. Not a failure. */
  | 'empty'
  | 'busy'
  /** The access token is invalid and is fetched again. */
  | 'token'
  /** A setting of the merchant, here or at WeChat. */
  | 'setup'
  | 'quota'
  /** A bug in the request. */
  | 'request'
  /** WeChat rejects submitted text or media. */
  | 'content'
  /** The state of goods, room or replay does not allow it. */
  | 'state'
  /** A person's WeChat id, name or role. */
  | 'person'
  | 'unknown'

export type Retry =
  /** Soon, with increasing intervals. */
  | 'later'
  /** Once more, with a new token and its own reservation. */
  | 'after-token'
  /** Permanent until the merchant changes a setting of the back end. */
  | 'after-settings-change'
  /** Permanent until another version of the back end is installed. */
  | 'after-restart'
  /** Refused until somebody acts at WeChat. */
  | 'hourly'
  /** Codes of calls that the back end does not repeat: uploads, goods, rooms, people. */
  | 'never'

export interface Advice {
  readonly kind: ErrcodeKind
  readonly retry: Retry
  readonly meaning: string
  /** Instruction for the merchant. */
  readonly whatToDo: string
}

type Row = readonly [code: number, meaning: string, whatToDo?: string]

const rows = (
  kind: ErrcodeKind,
  retry: Retry,
  usually: string,
  list: readonly Row[],
): [number, Advice][] =>
  list.map(([code, meaning, whatToDo = usually]) => [code, { kind, retry, meaning, whatToDo }])

export const WAIT =
  'Nothing to do: the call is retried later. Until then shoppers see the last list.'
const REPORT = 'This is a bug of the back end. Report it with this code and the rid.'
const SETTINGS = 'mp.weixin.qq.com → 开发管理 → 开发设置'
const STUDIO = 'mp.weixin.qq.com → 直播'
const PEOPLE = `Correct it in the list of hosts and members (${STUDIO} → 成员管理).`
const LOOK = `Check the goods or the room at ${STUDIO}; its current state does not allow this.`
const CORRECT = `Correct it at ${STUDIO} and submit it again.`
const TOKEN =
  'Nothing to do if it is temporary. If it persists, another system renews the token with force_refresh, ' +
  'or WX_APPSECRET was changed at WeChat.'
const ALLOW_ADDRESS = `Add the address that WeChat names in its message (errmsg in the log) to IP白名单 (${SETTINGS}).`
const GRANT = 'Authorise the service provider again, with the permission set of live rooms (52).'
const ADDRESS = 'Ask the administrator to allow the address of this server, then wait'

export const BY_ERRCODE: ReadonlyMap<number, Advice> = new Map([
  ...rows('empty', 'later', 'Nothing to do: WeChat has nothing to list.', [
    [1, 'No room has been created'],
    [1007, 'There is no data'],
    [9410000, 'The list of rooms is empty'],
  ]),
  ...rows('busy', 'later', WAIT, [
    [-1, 'WeChat is busy'],
    [300048, 'WeChat could not fetch the list of goods'],
    [9410001, 'WeChat could not read its rooms'],
    [9410002, 'WeChat could not read the goods'],
    [9410003, 'WeChat could not read the replay'],
  ]),
  ...rows('token', 'after-token', TOKEN, [
    [40001, 'The token is invalid or not the latest'],
    [40014, 'The token is invalid'],
    [42001, 'The token has expired'],
    [
      41001,
      'The token was not sent',
      'With WX_AUTH_MODE=cloud-hosting: switch 开放接口服务 on, list the path in 微信令牌权限配置, and build ' +
        'a new version. Otherwise this is a bug of the back end: report it.',
    ],
  ]),
  ...rows('setup', 'after-settings-change', REPORT, [
    [
      40013,
      'The AppID is wrong',
      `Set WX_APPID to the AppID of the mini-program (${SETTINGS}), and start again.`,
    ],
    [
      40125,
      'The AppSecret is wrong',
      `Set WX_APPSECRET to the AppSecret that belongs to WX_APPID (${SETTINGS}); reset it there if it ` +
        'is lost. Then start again.',
    ],
    [43003, 'https was required', 'Set WX_API_BASE_URL to https://api.weixin.qq.com.'],
  ]),
  ...rows('setup', 'hourly', ALLOW_ADDRESS, [
    [40164, "This server's address is not on the account's IP whitelist"],
    [45035, "This server's address is not on the account's IP whitelist"],
    [
      61004,
      "This server's address is not registered with WeChat",
      `${ALLOW_ADDRESS} If a service provider manages the account, the provider adds it to its own whitelist.`,
    ],
    [40243, 'The AppSecret is frozen', `Unfreeze the AppSecret (${SETTINGS}).`],
    [
      48001,
      'The account may not call the live interface',
      'Enable 小程序直播 for this mini-program at mp.weixin.qq.com; if a service provider manages it, ' +
        'it needs the permission set of live rooms.',
    ],
    [
      48004,
      'WeChat has forbidden the interface to this account for violations',
      'Read the notice at mp.weixin.qq.com (通知中心) and have the ban lifted.',
    ],
    [50001, 'The account has not granted this interface', GRANT],
    [
      50002,
      'WeChat has restricted this account',
      'Read at mp.weixin.qq.com (通知中心) why it is restricted, and have that lifted.',
    ],
    [
      50004,
      'The account may not fetch tokens',
      "Ask WeChat's support why this account may not fetch tokens.",
    ],
    [50007, 'The account is frozen', 'Unfreeze the account at mp.weixin.qq.com.'],
    [61007, 'The service provider may not call the live interface for this account', GRANT],
    [
      268489001,
      'New live permissions are frozen',
      'WeChat grants no new live rooms; use 视频号直播.',
    ],
    [
      89503,
      'The call waits for the administrator',
      "The account's administrator must confirm it in WeChat (公众平台安全助手).",
    ],
    [89506, "The administrator refused this server's address for 24 hours", `${ADDRESS} 24 hours.`],
    [89507, "The administrator refused this server's address for an hour", `${ADDRESS} an hour.`],
  ]),
  ...rows('setup', 'never', `Check the settings of the account (${SETTINGS}).`, [
    [
      76022,
      'The account type may not query its quota',
      'Nothing to do: the back end counts its calls itself.',
    ],
    [
      80082,
      'The plugin may not be used',
      'Add the plugin at mp.weixin.qq.com → 设置 → 第三方设置.',
    ],
    [80200, 'The package is too large', 'Make the package smaller before uploading it.'],
    [
      -10008,
      'This address is not on the IP whitelist for uploads',
      'Add the address that WeChat names to the IP白名单 of 小程序代码上传.',
    ],
    [89257, 'The plugin has no such version', 'Declare a version of the plugin that exists.'],
    [100008, 'Mini-program and channel belong to different subjects', 'Bind those of one subject.'],
    [300038, 'Customer service is not configured', 'Configure it at mp.weixin.qq.com → 客服.'],
    [41030, 'The path of the page is invalid or not released', 'Release the page first.'],
    [300007, 'The link is not in the released version', 'Release the page first.'],
  ]),
  ...rows('quota', 'later', WAIT, [
    [
      45009,
      "The day's calls are used up",
      'Wait for midnight (Beijing). If this happens before the limit is reached, another system calls getliveinfo with the same ' +
        'AppID: stop it, or lower WX_LIVE_DAILY_LIMIT by what it uses.',
    ],
    [45011, 'Too many calls within a minute'],
    [300043, 'Only one room a day may be featured'],
    [400003, 'The maximum number of administrators, operators or hosts is reached', PEOPLE],
    [9410005, 'Another room was pushed today already', 'Push again tomorrow.'],
  ]),
  ...rows('request', 'after-restart', REPORT, [
    [1001, 'A parameter is wrong'],
    [1003, 'The id of the goods is missing'],
    [2003, 'WeChat refused; the code is not documented'],
    [40002, 'grant_type is wrong'],
    [41002, 'The AppID was not sent'],
    [41004, 'The AppSecret was not sent'],
    [43001, 'GET was required'],
    [43002, 'POST was required'],
    [44002, 'The request was empty'],
    [47001, 'WeChat could not parse the request'],
    [76003, 'cgi_path has a wrong format'],
    [76021, 'cgi_path was not found'],
    [200001, 'A parameter is wrong'],
    [200002, 'A parameter is wrong'],
    [300050, 'The sort order is empty'],
    [300051, 'WeChat could not read the JSON'],
  ]),
  ...rows('content', 'never', CORRECT, [
    [300002, 'The length of the name is not allowed'],
    [300003, 'The price is invalid'],
    [300004, 'The name of the goods breaks the rules'],
    [300006, 'The picture could not be taken over: its media_id has expired'],
    [300008, 'The goods were refused; WeChat does not say why'],
    [300012, 'The goods were refused; WeChat does not say why'],
    [300013, 'The goods were refused; WeChat does not say why'],
    [300018, 'The picture is too large'],
    [300021, 'The goods were added but did not pass the audit'],
    [300027, 'The goods could not be imported'],
    [300028, 'The name of the room breaks the rules'],
    [300029, "The host's nickname breaks the rules"],
    [300031, 'The background picture is not accepted'],
    [300032, 'The picture for share cards is not accepted'],
    [300034, "The length of the host's nickname is not allowed"],
    [300037, 'The picture for the channel is not accepted'],
    [300040, 'The name holds characters that are not allowed'],
  ]),
  ...rows('state', 'never', LOOK, [
    [300001, 'Creating and changing goods or rooms is forbidden for now'],
    [300009, 'The audit could not be withdrawn'],
    [300010, 'The state of the audit does not allow it'],
    [300011, 'The goods were not made by the API'],
    [300014, 'The goods are under audit and cannot be deleted'],
    [300015, 'The goods do not exist'],
    [300017, 'The goods were not submitted for audit'],
    [300022, 'The room does not exist'],
    [300023, 'The state of the room forbids it'],
    [300024, 'The goods do not exist'],
    [300025, 'The goods have not passed the audit'],
    [300026, 'The room is full of goods'],
    [300033, 'There are more goods than the room may hold'],
    [300042, 'A room cannot be changed while it is on air'],
    [300044, 'There is no video that explains the goods'],
    [300045, 'The video has not been made yet'],
    [300046, 'The video could not be made'],
    [300047, 'Other goods are being pushed'],
    [300049, 'Goods that are being pushed cannot be taken off or put on sale'],
    [300052, 'Goods that are off sale cannot be pushed'],
    [300053, 'The goods are not in the room'],
    [400005, 'The host already has a room that has not started'],
    [9410006, 'The room is not on air'],
  ]),
  ...rows('person', 'never', PEOPLE, [
    [
      40029,
      'The login code is invalid, used or older than 5 minutes',
      'The app asks for a new one.',
    ],
    [40163, 'The login code was used already', 'The app asks for a new one.'],
    [40226, 'WeChat blocks this person for risk', 'Nothing to do: WeChat decides.'],
    [300030, "The host's WeChat id is not allowed"],
    [300035, "The host's id does not exist"],
    [300036, 'The host has not verified the real name'],
    [300039, "The sub-host's id is not allowed"],
    [300041, "The creator's id is not allowed"],
    [400001, 'The WeChat id is not accepted'],
    [400002, 'The real name must be verified'],
    [400004, 'The person has the role already'],
    [400006, 'The host was added already'],
    [500001, 'The sub-host is not accepted'],
    [500002, 'The sub-host has not verified the real name'],
    [500003, 'The sub-host is set already'],
    [500004, 'The sub-host is listed twice'],
    [500005, 'The sub-host is the host'],
    [600001, 'The person is an assistant already'],
    [600002, 'The person was not found'],
  ]),
])
