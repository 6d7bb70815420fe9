import { LOCK_MS, type RefreshLock } from '../../../server/src/sync/lock'
import type { Step } from '../../../server/src/sync/types'
import { createLockedRefresher } from '../../../server/src/sync/locked-refresher'
import { aClock, NOON_MS } from '../../helpers/node/server/builders'

const WALK: Step = { kind: 'walk' }

describe('turns of several instances', () => {
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
    const turns = createLockedRefresher({
      lock,
      clock: aClock(),
      data: { catchUp: () => note('catch up') },
      refresher: { step: () => note('step').then(work), isPaused },
    })
    return { did, turns }
  }

  it('works on the newest list while it has the lock, and keeps it', async () => {
    const { did, turns } = setUp()
    expect(await turns.step()).toEqual({ kind: 'walk' })
    expect(did).toEqual(['take', 'catch up', 'step'])
    await turns.stop()
    expect(did.at(-1)).toBe('release')
  })

  it('takes over what another instance has read, and waits for its turn', async () => {
    const { did, turns } = setUp({ take: () => Promise.resolve(false) })
    expect(await turns.step()).toEqual({ kind: 'wait', untilMs: NOON_MS + 1_000 })
    expect(did).toEqual(['catch up'])
  })

  it('leaves the turn to another instance while WeChat refuses this one for good', async () => {
    let paused = false
    const { did, turns } = setUp({}, undefined, () => Promise.resolve(paused))
    await turns.step()
    paused = true
    did.length = 0
    const waits = { kind: 'wait', untilMs: NOON_MS + 1_000 }
    expect([await turns.step(), await turns.step()]).toEqual([waits, waits])
    expect(did).toEqual(['release', 'catch up', 'catch up'])
    paused = false
    expect(await turns.step()).toEqual(WALK)
  })

  it('lets the step say what is wrong when the storage is gone', async () => {
    const gone = () => Promise.reject(new Error('gone'))
    const { did, turns } = setUp({ take: gone, release: gone })
    await turns.step()
    expect(did).toEqual(['step'])
    await expect(turns.stop()).resolves.toBeUndefined()
  })

  it('keeps the lock during a step that takes long', async () => {
    jest.useFakeTimers()
    try {
      let finish: (step: Step) => void = () => undefined
      const { did, turns } = setUp({}, () => new Promise((resolve) => (finish = resolve)))
      const step = turns.step()
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
