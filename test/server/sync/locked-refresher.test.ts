import { LOCK_MS, type RefreshLock } from '../../../server/src/sync/lock'
import type { Step } from '../../../server/src/sync/types'
import { createLockedRefresher } from '../../../server/src/sync/locked-refresher'
import { aClock, NOON_MS } from '../../helpers/node/server/builders'

const WALK: Step = { kind: 'walk' }

describe('the refresher under the lock', () => {
  const setUp = (
    over: Partial<RefreshLock> = {},
    work: () => Promise<Step> = () => Promise.resolve(WALK),
    isPaused = () => Promise.resolve(false),
  ) => {
    const did: string[] = []
    const note = (what: string) => {
      did.push(what)
      return Promise.resolve()
    }
    const lock: RefreshLock = {
      take: () => note('take').then(() => true),
      renew: () => note('renew').then(() => true),
      release: () => note('release'),
      ...over,
    }
    const locked = createLockedRefresher({
      lock,
      clock: aClock(),
      data: { catchUp: () => note('catch up') },
      refresher: { step: () => note('step').then(work), isPaused },
    })
    return { did, locked }
  }

  it('loads the newest list and runs a step while it holds the lock', async () => {
    const { did, locked } = setUp()
    expect(await locked.step()).toEqual({ kind: 'walk' })
    expect(did).toEqual(['take', 'catch up', 'step'])
    await locked.stop()
    expect(did.at(-1)).toBe('release')
  })

  it('loads the list of another instance and waits without the lock', async () => {
    const { did, locked } = setUp({ take: () => Promise.resolve(false) })
    expect(await locked.step()).toEqual({ kind: 'wait', untilMs: NOON_MS + 1_000 })
    expect(did).toEqual(['catch up'])
  })

  it('releases the lock while WeChat refuses this instance permanently', async () => {
    let paused = false
    const { did, locked } = setUp({}, undefined, () => Promise.resolve(paused))
    await locked.step()
    paused = true
    did.length = 0
    const waits = { kind: 'wait', untilMs: NOON_MS + 1_000 }
    expect([await locked.step(), await locked.step()]).toEqual([waits, waits])
    expect(did).toEqual(['release', 'catch up', 'catch up'])
    paused = false
    expect(await locked.step()).toEqual(WALK)
  })

  it('lets the step report a storage failure', async () => {
    const gone = () => Promise.reject(new Error('gone'))
    const { did, locked } = setUp({ take: gone, release: gone })
    await locked.step()
    expect(did).toEqual(['step'])
    await expect(locked.stop()).resolves.toBeUndefined()
  })

  it('renews the lock during a long step', async () => {
    jest.useFakeTimers()
    try {
      let finish: (step: Step) => void = () => undefined
      const { did, locked } = setUp({}, () => new Promise((resolve) => (finish = resolve)))
      const step = locked.step()
      await jest.advanceTimersByTimeAsync(LOCK_MS)
      expect(did.filter((what) => what === 'renew')).toHaveLength(3)
      finish({ kind: 'walk' })
      await step
      expect(jest.getTimerCount()).toBe(0)
    } finally {
      jest.useRealTimers()
    }
  })
})
