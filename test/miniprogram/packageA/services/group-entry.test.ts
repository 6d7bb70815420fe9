import type { Attribution } from '../../../../miniprogram/live/services/entry/attribution'
import { aStorage, installRequirePlugin, installWx } from '../../../helpers/app/globals'

interface EntryOptions {
  readonly scene: number
  readonly path: string
  readonly query: object
  readonly shareTicket?: string
}

interface Callbacks {
  success(result: object): void
  fail(cause: object): void
}

type Asked = [name: string, more?: unknown]

const NOW_MS = Date.UTC(2026, 10, 28, 11, 30)
const SEALED = { encryptedData: 'SEALED', iv: 'IV' }
const TOKEN = 'OUR-OWN-TOKEN'

let entryGroupId: () => Promise<string | null>
let attribution: () => Attribution | null
let recordEntry: (options: EntryOptions) => void
let storage: ReturnType<typeof aStorage>
/** Calls to WeChat and the back end, in order. */
let asked: Asked[]
let host: { SDKVersion: string }
/** Answers of the phone and the back end; null: the call fails. */
let world: {
  agreed: boolean | null
  code: string | null
  sealed: object | null
  sessions: ({ status: number; body: unknown } | null)[]
  groups: ({ status: number; body: unknown } | null)[]
}

function call(name: string, answer: () => object | null | 'silence', more?: unknown) {
  return (options: Callbacks & { shareTicket?: string }) => {
    asked.push(more === undefined ? [name] : [name, more])
    const result = answer()
    if (result === 'silence') return
    if (result === null) options.fail({ errMsg: `${name}:fail` })
    else options.success(result)
  }
}

beforeEach(async () => {
  jest.useFakeTimers({ now: NOW_MS, doNotFake: ['nextTick', 'queueMicrotask'] })
  asked = []
  host = { SDKVersion: '3.8.0' }
  storage = aStorage()
  world = {
    agreed: true,
    code: 'CODE',
    sealed: SEALED,
    sessions: [{ status: 201, body: { sessionToken: TOKEN, expiresAtSec: NOW_MS / 1000 + 60 } }],
    groups: [{ status: 200, body: { groupId: 'tG1' } }],
  }
  installWx({
    ...storage.wx,
    canIUse: () => true,
    getAppBaseInfo: () => host,
    getDeviceInfo: () => ({ platform: 'ios' }),
    getPrivacySetting: call('getPrivacySetting', () =>
      world.agreed === null ? null : { needAuthorization: !world.agreed },
    ),
    login: call('login', () => (world.code === null ? null : { code: world.code })),
    getGroupEnterInfo: call('getGroupEnterInfo', () => world.sealed),
    getShareInfo: (options: Callbacks & { shareTicket: string }) =>
      call('getShareInfo', () => world.sealed, options.shareTicket)(options),
    request: ({ url, method, data, header, ...callbacks }: Callbacks & Record<string, unknown>) => {
      asked.push([`${String(method)} ${String(url).replace(/^.*\/v1/, '')}`, { data, header }])
      const list = String(url).endsWith('/sessions') ? world.sessions : world.groups
      const answer = list.length > 1 ? list.shift() : list[0]
      if (answer === null || answer === undefined) callbacks.fail({ errMsg: 'request:fail' })
      else callbacks.success({ statusCode: answer.status, data: answer.body })
    },
  })
  installRequirePlugin(() => undefined)
  jest.resetModules()
  ;({ entryGroupId } = await import('../../../../miniprogram/packageA/services/group-entry'))
  ;({ currentAttribution: attribution } =
    await import('../../../../miniprogram/live/services/entry/attribution'))
  ;({ recordEntry } = await import('../../../../miniprogram/live/services/entry/entry'))
})

afterEach(() => jest.useRealTimers())

const card = (more: Partial<EntryOptions> = {}) =>
  recordEntry({ scene: 1008, path: 'packageA/pages/room/room', query: { room_id: '7' }, ...more })

const names = () => asked.map(([name]) => name)

it('logs in, gets encrypted data from WeChat, and sends it to the back end', async () => {
  card()
  expect(await entryGroupId()).toBe('tG1')
  expect(asked).toEqual([
    ['getPrivacySetting'],
    ['login'],
    ['POST /sessions', { data: { code: 'CODE' }, header: {} }],
    ['getGroupEnterInfo'],
    ['POST /group-entries', { data: SEALED, header: { authorization: `Bearer ${TOKEN}` } }],
  ])
})

it('sends no request before it is called', async () => {
  card()
  await jest.advanceTimersByTimeAsync(60_000)
  expect(asked).toEqual([])
})

it('sends one request for an entry, however often it is called', async () => {
  card()
  const answers = await Promise.all([entryGroupId(), entryGroupId()])
  await jest.advanceTimersByTimeAsync(1000)
  answers.push(await entryGroupId())
  expect(answers).toEqual(['tG1', 'tG1', 'tG1'])
  expect(names().filter((name) => name === 'getGroupEnterInfo')).toHaveLength(1)
})

it('sends a request for another card, with the same session', async () => {
  card()
  await entryGroupId()
  jest.setSystemTime(NOW_MS + 1000)
  card()
  world.groups = [{ status: 200, body: { groupId: 'tG2' } }]
  expect(await entryGroupId()).toBe('tG2')
  expect(names().filter((name) => name === 'login')).toHaveLength(1)
})

it('logs in again after the session has expired', async () => {
  card()
  await entryGroupId()
  jest.setSystemTime(NOW_MS + 60_000)
  card()
  await entryGroupId()
  expect(names().filter((name) => name === 'login')).toHaveLength(2)
})

it.each([401, 400])('logs in again, once, after the back end answers %i', async (status) => {
  world.groups = [
    { status, body: {} },
    { status: 200, body: { groupId: 'tG1' } },
  ]
  card()
  expect(await entryGroupId()).toBe('tG1')
  expect(names().filter((name) => name === 'login')).toHaveLength(2)
})

it('returns null if that fails too', async () => {
  world.groups = [{ status: 401, body: {} }]
  card()
  expect(await entryGroupId()).toBeNull()
  expect(names().filter((name) => name === 'login')).toHaveLength(2)
})

describe('is null, and never rejects', () => {
  it.each<[string, Partial<typeof world>]>([
    ['the shopper has not agreed to the privacy guide', { agreed: false }],
    ['WeChat does not answer whether they have', { agreed: null }],
    ['the login fails', { code: null }],
    ['WeChat sends no group', { sealed: null }],
    ['the network is down', { sessions: [null] }],
    ['the network goes down after the login', { groups: [null] }],
    ['the back end cannot reach WeChat', { sessions: [{ status: 503, body: { code: 'x' } }] }],
    ['the group id has a wrong type', { groups: [{ status: 200, body: { groupId: 7 } }] }],
    ['the back end answers null', { groups: [{ status: 200, body: null }] }],
  ])('if %s', async (_name, trouble) => {
    Object.assign(world, trouble)
    card()
    expect(await entryGroupId()).toBeNull()
    expect(attribution()).toMatchObject({ roomId: 7, groupId: null })
  })

  it('for another entry, without a request', async () => {
    card({ scene: 1007 })
    expect(await entryGroupId()).toBeNull()
    expect(asked).toEqual([])
  })

  it('after ten seconds if WeChat never answers', async () => {
    const never = () => undefined
    Object.assign((globalThis as unknown as { wx: object }).wx, { login: never })
    card()
    const answer = entryGroupId()
    await jest.advanceTimersByTimeAsync(10_000)
    expect(await answer).toBeNull()
    expect(jest.getTimerCount()).toBe(0)
  })
})

it('asks for no consent on a base library without it', async () => {
  host.SDKVersion = '2.32.2'
  card()
  expect(await entryGroupId()).toBe('tG1')
  expect(names()).not.toContain('getPrivacySetting')
})

describe('below base library 2.17.3', () => {
  beforeEach(() => {
    host.SDKVersion = '2.17.2'
  })

  it('reads the card with its share ticket', async () => {
    card({ scene: 1044, shareTicket: 'TICKET' })
    expect(await entryGroupId()).toBe('tG1')
    expect(asked).toContainEqual(['getShareInfo', 'TICKET'])
    expect(names()).not.toContain('getGroupEnterInfo')
  })

  it('is null without a share ticket', async () => {
    card()
    expect(await entryGroupId()).toBeNull()
  })
})

describe('the group', () => {
  it('is stored with the attribution, and is there after the shopper comes back', async () => {
    card()
    await entryGroupId()
    expect(attribution()).toMatchObject({ roomId: 7, groupId: 'tG1', enteredBy: 'group-card' })
    recordEntry({ scene: 1001, path: 'pages/index/index', query: {} })
    asked = []
    expect(await entryGroupId()).toBe('tG1')
    expect(asked).toEqual([])
  })

  it('makes an attribution, even if the card has no other parameter', async () => {
    card({ query: {}, path: 'pages/index/index' })
    await entryGroupId()
    expect(attribution()).toMatchObject({ roomId: null, groupId: 'tG1', atMs: NOW_MS })
  })

  it('is not stored for a card that was opened later', async () => {
    card()
    const first = entryGroupId()
    jest.setSystemTime(NOW_MS + 1000)
    card({ scene: 1047, query: { room_id: '8' } })
    await first
    expect(attribution()).toMatchObject({ roomId: 8, groupId: null })
  })

  it('is stored without key and token', async () => {
    card()
    await entryGroupId()
    expect(JSON.stringify([...storage.entries])).not.toMatch(/TOKEN|CODE|SEALED/)
  })
})
