import { createAdminService } from '../../server/src/admin-service'
import { refreshOnRequest } from '../../server/src/refresh-on-request'
import { withTimeout } from '../../server/src/with-timeout'
import { aClock, aUsage, NOON_MS } from '../helpers/node/server/builders'

const forever = () => new Promise<void>(() => undefined)

describe('withTimeout', () => {
  it('ends with its task or after the timeout', async () => {
    expect(await withTimeout(Promise.resolve(7), 60_000)).toBe(7)
    expect(await withTimeout(forever(), 1)).toBeUndefined()
    await expect(withTimeout(Promise.reject(new Error('broken')), 60_000)).rejects.toThrow('broken')
  })
})

describe('refreshOnRequest', () => {
  it('ticks once a second for any number of requests', async () => {
    const clock = aClock()
    const tick = jest.fn(() => Promise.resolve())
    const refresh = refreshOnRequest({ scheduler: { tick }, clock })
    await Promise.all(Array.from({ length: 100 }, () => refresh()))
    expect(tick).toHaveBeenCalledTimes(1)
    clock.pass(999)
    await refresh()
    expect(tick).toHaveBeenCalledTimes(1)
    clock.pass(1)
    await refresh()
    expect(tick).toHaveBeenCalledTimes(2)
  })

  it('ticks also after the clock was set back', async () => {
    const clock = aClock()
    const tick = jest.fn(() => Promise.resolve())
    const refresh = refreshOnRequest({ scheduler: { tick }, clock })
    await refresh()
    clock.pass(-3_600_000)
    await refresh()
    expect(tick).toHaveBeenCalledTimes(2)
  })

  it('does not wait for a WeChat that does not answer', async () => {
    const refresh = refreshOnRequest({
      scheduler: { tick: forever },
      clock: aClock(),
      timeoutMs: 1,
    })
    await expect(refresh()).resolves.toBeUndefined()
  })
})

describe('the admin service', () => {
  const usage = () => Promise.resolve({ kind: 'known' as const, usage: aUsage({ used: 7 }) })

  it('reports the result of a tick', async () => {
    const errors: { atMs: number; code: string; whatToDo: string }[] = []
    const requestFullScan = jest.fn(() => Promise.resolve())
    const service = createAdminService({
      scheduler: { tick: () => Promise.resolve() },
      clock: aClock(),
      refresher: { requestFullScan, lastError: () => errors.at(-1) },
      ledger: { usage },
    })
    expect(await service.tick()).toEqual({ result: 'refreshed' })
    expect(requestFullScan).not.toHaveBeenCalled()
    expect(await service.refresh()).toEqual({ result: 'refreshed' })
    expect(requestFullScan).toHaveBeenCalledWith(NOON_MS + 12_000)
    errors.push({ atMs: 0, code: '40164', whatToDo: 'Add the address.' })
    expect(await service.tick()).toEqual({
      result: 'failed',
      code: '40164',
      whatToDo: 'Add the address.',
    })
    expect(await service.usage()).toMatchObject({ usage: { used: 7 } })
  })

  it('answers `pending` after the timeout', async () => {
    const service = createAdminService({
      scheduler: { tick: forever },
      clock: aClock(),
      refresher: { requestFullScan: forever, lastError: () => undefined },
      ledger: { usage },
      timeoutMs: 1,
    })
    expect(await service.tick()).toEqual({ result: 'pending' })
    expect(await service.refresh()).toEqual({ result: 'pending' })
  })
})
