import type { Config } from '../../../server/src/config'
import { Secret } from '../../../server/src/secret'
import type { Storage } from '../../../server/src/storage'
import { openRedis } from '../../../server/src/store/redis'
import { createPauses, explainPause, fingerprintOf } from '../../../server/src/wechat/pauses'
import { openRedisRefusals, type RefusalStore } from '../../../server/src/wechat/refusals'
import {
  aClock,
  aLog,
  HOUR_MS,
  MINUTE_MS,
  NOON_MS,
  useTemporaryFolder,
} from '../../helpers/node/server/builders'
import { describeOnRedis, startRedis } from '../../helpers/node/server/redis-server'
import { describeStorages, openThere } from '../../helpers/node/server/storages'

const refused = (errcode: number) => ({ kind: 'refused', errcode, errmsg: 'no', rid: '' }) as const
const clock = aClock()
const SETTINGS = fingerprintOf(['wx0000000000000001', 's3cret'])
const open = (store: RefusalStore, over: { settings?: string; sendsTokens?: boolean } = {}) =>
  createPauses({ store, clock, settings: SETTINGS, sendsTokens: true, ...over })
type Pauses = ReturnType<typeof open>

/** Refused until the pause begins. */
async function confirm(pauses: Pauses, errcode: number): Promise<void> {
  for (let times = 0; times < 3; times += 1) await pauses.recordFailure(refused(errcode), 'list')
}

describeStorages('of permanent refusals', (kind) => {
  const folder = useTemporaryFolder()
  const opened: Storage[] = []
  let place: Partial<Config> = {}
  beforeEach(async () => {
    clock.set(NOON_MS)
    place = await kind.start(folder())
  })
  afterEach(async () => {
    for (const storage of opened.splice(0)) await storage.close()
    await kind.stop()
  })
  const aStore = async () => {
    const storage = await openThere(place, clock)
    opened.push(storage)
    return storage.refusals
  }

  it('pauses at the third refusal in a row', async () => {
    const pauses = open(await aStore())
    await pauses.recordFailure(refused(48001), 'list')
    await pauses.recordFailure(refused(48001), 'list')
    expect(await pauses.current()).toBeUndefined()
    await pauses.recordFailure(refused(48001), 'list')
    expect(await pauses.current()).toEqual({
      errcode: 48001,
      refusedAtMs: NOON_MS,
      end: 'hour',
      untilMs: NOON_MS + HOUR_MS,
    })
    await pauses.recordSuccess()
    expect(await pauses.current()).toBeUndefined()
  })

  it.each([-1, 40001, 45009, 45011, 61023, 300022])('does not pause for %i', async (errcode) => {
    const pauses = open(await aStore())
    await confirm(pauses, errcode)
    expect(await pauses.current()).toBeUndefined()
  })

  it.each([40164, 48001, 48004, 50002, 61004, 61007])(
    '%i: one call an hour, also after restarts',
    async (errcode) => {
      await confirm(open(await aStore()), errcode)
      const restarted = open(await aStore())
      clock.pass(HOUR_MS - 1)
      expect(await restarted.current()).toMatchObject({ errcode, end: 'hour' })
      clock.pass(1)
      expect(await restarted.current()).toBeUndefined()
      await restarted.recordFailure(refused(errcode), 'list')
      expect(await restarted.current()).toMatchObject({ untilMs: NOON_MS + 2 * HOUR_MS })
    },
  )

  it.each([40013, 40125])(
    '%i: pauses until the settings change, also after restarts',
    async (errcode) => {
      await confirm(open(await aStore()), errcode)
      const store = await aStore()
      clock.pass(365 * 24 * HOUR_MS)
      expect(await open(store).current()).toMatchObject({ end: 'settings-change', untilMs: null })
      const changed = open(store, { settings: fingerprintOf(['wx0000000000000001', 'new']) })
      expect(await changed.current()).toBeUndefined()
      // An instance that still has the old settings stays paused.
      await changed.recordSuccess()
      expect(await open(store).current()).toMatchObject({ errcode })
    },
  )

  it('is known to a new process whose first call was requested', async () => {
    const store = await aStore()
    await confirm(open(store), 48001)
    const ordered = open(store)
    clock.pass(MINUTE_MS)
    await ordered.recordFailure(refused(48001), 'list')
    expect(await ordered.current()).toMatchObject({ untilMs: NOON_MS + MINUTE_MS + HOUR_MS })
    await open(store).recordSuccess()
    expect(await ordered.current()).toBeUndefined()
  })

  it('47001: pauses until a restart, and at least an hour', async () => {
    const store = await aStore()
    const pauses = open(store)
    await confirm(pauses, 47001)
    const restarted = open(store)
    expect(await restarted.current()).toMatchObject({ end: 'restart', untilMs: NOON_MS + HOUR_MS })
    clock.pass(24 * HOUR_MS)
    expect(await pauses.current()).toMatchObject({ end: 'restart', untilMs: null })
    expect(await restarted.current()).toBeUndefined()
  })

  it('47001 for the replays of one room: does not pause', async () => {
    const pauses = open(await aStore())
    for (let times = 0; times < 3; times += 1) await pauses.recordFailure(refused(47001), 'room')
    expect(await pauses.current()).toBeUndefined()
  })

  it('41001 in cloud hosting: one call an hour', async () => {
    const pauses = open(await aStore(), { sendsTokens: false })
    await confirm(pauses, 41001)
    expect(await pauses.current()).toMatchObject({ errcode: 41001, end: 'hour' })
  })

  it('ignores a refusal in the future, after the clock was set back', async () => {
    const pauses = open(await aStore())
    await confirm(pauses, 48001)
    clock.pass(-2 * MINUTE_MS)
    expect(await pauses.current()).toBeUndefined()
  })
})

describe('a pause', () => {
  beforeEach(() => clock.set(NOON_MS))

  it('lasts while the storage is down', async () => {
    const gone = () => Promise.reject(new Error('gone'))
    const pauses = open({ load: gone, save: gone, clear: gone })
    await confirm(pauses, 48001)
    expect(await pauses.current()).toMatchObject({ errcode: 48001 })
    await pauses.recordSuccess()
    expect(await pauses.current()).toBeUndefined()
  })

  it.each([
    [48001, 'hour', /小程序直播.*once an hour\..*admin\/refresh/],
    [40125, 'settings-change', /WX_APPSECRET.*changed settings/],
    [47001, 'restart', /restart, at most once an hour/],
  ] as const)('of %i has an instruction and its end', (errcode, end, words) => {
    const pause = { errcode, end, refusedAtMs: NOON_MS, untilMs: null }
    expect(explainPause(pause)).toMatch(words)
  })
})

describeOnRedis('machines on one Redis', () => {
  const folder = useTemporaryFolder()

  it('share refusals of the account, but not of one address', async () => {
    clock.set(NOON_MS)
    const server = await startRedis(folder())
    const link = await openRedis(new Secret(server.url), aLog())
    try {
      const [one, other] = ['one', 'other'].map((name) => open(openRedisRefusals(link, 'k', name)))
      if (one === undefined || other === undefined) throw new Error('two were opened')
      await confirm(one, 40164)
      expect(await one.current()).toMatchObject({ errcode: 40164 })
      expect(await other.current()).toBeUndefined()
      await confirm(one, 48001)
      expect(await other.current()).toMatchObject({ errcode: 48001 })
    } finally {
      await link.close()
      await server.kill()
    }
  })
})
