import { loadShopData } from '../../../server/src/store/shop-data'
import { LOCK_MS } from '../../../server/src/sync/lock'
import type { Config } from '../../../server/src/config'
import type { Storage } from '../../../server/src/storage'
import {
  aClock,
  aKeptRoom,
  aSnapshot,
  useTemporaryFolder,
} from '../../helpers/node/server/builders'
import { describeStorages, openThere } from '../../helpers/node/server/storages'

describeStorages('storage', (kind) => {
  const folder = useTemporaryFolder()
  const opened: Storage[] = []
  let place: Partial<Config> = {}
  beforeEach(async () => {
    place = await kind.start(folder())
  })
  afterEach(async () => {
    for (const storage of opened.splice(0)) await storage.close()
    await kind.stop()
  })
  const open = async (clock = aClock()) => {
    const storage = await openThere(place, clock)
    opened.push(storage)
    return storage
  }

  describe('of the list', () => {
    it('is empty at first', async () => {
      const { snapshots } = await open()
      expect(await snapshots.load()).toBeUndefined()
      expect(await snapshots.loadNewer()).toBeUndefined()
      await expect(snapshots.check()).resolves.toBeUndefined()
    })

    it('returns the last list, to another instance as well', async () => {
      const [{ snapshots: one }, { snapshots: other }] = [await open(), await open()]
      await one.save(aSnapshot())
      const last = aSnapshot({ rooms: [aKeptRoom({ liveStatus: null }), aKeptRoom({ roomId: 8 })] })
      await one.save(last)
      expect(await other.load()).toEqual(last)
    })

    it('returns only newer lists', async () => {
      const [{ snapshots: one }, { snapshots: other }] = [await open(), await open()]
      await one.save(aSnapshot())
      expect(await one.loadNewer()).toBeUndefined()
      expect(await other.loadNewer()).toEqual(aSnapshot())
      expect(await other.loadNewer()).toBeUndefined()
      await other.save(aSnapshot({ rooms: [] }))
      expect(await one.loadNewer()).toEqual(aSnapshot({ rooms: [] }))
    })

    it('serves the list that another instance has read', async () => {
      const [{ snapshots: one }, { snapshots: other }] = [await open(), await open()]
      const [reads, serves] = [await loadShopData(one), await loadShopData(other)]
      await reads.replace(aSnapshot())
      expect(serves.current()).toBeUndefined()
      await serves.catchUp()
      expect(serves.current()).toEqual(aSnapshot())
      const same = serves.current()
      await serves.catchUp()
      expect(serves.current()).toBe(same)
    })
  })

  describe('of the lock', () => {
    it('gives the lock to one of two instances', async () => {
      const [{ lock: one }, { lock: other }] = [await open(), await open()]
      const taken = await Promise.all([one.take(), other.take()])
      expect(taken.sort()).toEqual([false, true])
      expect(await Promise.all([one.take(), other.take()])).toContain(true)
      expect(await Promise.all([one.renew(), other.renew()])).toContain(false)
    })

    it('gives a released lock to the next instance', async () => {
      const [{ lock: one }, { lock: other }] = [await open(), await open()]
      await one.take()
      await other.release()
      expect(await other.take()).toBe(false)
      await one.release()
      expect(await other.take()).toBe(true)
      expect(await one.renew()).toBe(false)
    })
  })

  describe('of sessions', () => {
    it('returns a session until it expires', async () => {
      const clock = aClock(Date.now())
      const { sessions } = await open(clock)
      const sealed = Buffer.from([0, 255, 10, 13])
      await sessions.put({ name: 'a', sealed }, clock.nowMs() + LOCK_MS, clock.nowMs())
      expect(await sessions.get('a', clock.nowMs())).toEqual(sealed)
      expect(await sessions.get('b', clock.nowMs())).toBeUndefined()
    })
  })
})
