import { createAdminDesk } from '../../server/src/admin-desk'
import { driveByRequests } from '../../server/src/drive'
import { within } from '../../server/src/within'
import { aClock, aUsage, NOON_MS } from '../helpers/node/server/builders'

const forever = () => new Promise<void>(() => undefined)

describe('a wait', () => {
  it('ends with its task, or in time', async () => {
    expect(await within(Promise.resolve(7), 60_000)).toBe(7)
    expect(await within(forever(), 1)).toBeUndefined()
    await expect(within(Promise.reject(new Error('broken')), 60_000)).rejects.toThrow('broken')
  })
})

describe('requests that drive the refresh', () => {
  it('look once a second, however many they are', async () => {
    const clock = aClock()
    const tick = jest.fn(() => Promise.resolve())
    const drive = driveByRequests({ scheduler: { tick }, clock })
    await Promise.all(Array.from({ length: 100 }, () => drive()))
    expect(tick).toHaveBeenCalledTimes(1)
    clock.pass(999)
    await drive()
    expect(tick).toHaveBeenCalledTimes(1)
    clock.pass(1)
    await drive()
    expect(tick).toHaveBeenCalledTimes(2)
  })

  it('look also after the clock was set back', async () => {
    const clock = aClock()
    const tick = jest.fn(() => Promise.resolve())
    const drive = driveByRequests({ scheduler: { tick }, clock })
    await drive()
    clock.pass(-3_600_000)
    await drive()
    expect(tick).toHaveBeenCalledTimes(2)
  })

  it('do not wait for a WeChat that does not answer', async () => {
    const drive = driveByRequests({ scheduler: { tick: forever }, clock: aClock(), atMostMs: 1 })
    await expect(drive()).resolves.toBeUndefined()
  })
})

describe('the admin desk', () => {
  const usage = () => Promise.resolve({ kind: 'known' as const, usage: aUsage({ used: 7 }) })

  it('says what came of a tick', async () => {
    const troubles: { atMs: number; code: string; whatToDo: string }[] = []
    const order = jest.fn(() => Promise.resolve())
    const desk = createAdminDesk({
      scheduler: { tick: () => Promise.resolve() },
      clock: aClock(),
      refresher: { order, trouble: () => troubles.at(-1) },
      ledger: { usage },
    })
    expect(await desk.tick()).toEqual({ result: 'refreshed' })
    expect(order).not.toHaveBeenCalled()
    expect(await desk.refresh()).toEqual({ result: 'refreshed' })
    expect(order).toHaveBeenCalledWith(NOON_MS + 12_000)
    troubles.push({ atMs: 0, code: '40164', whatToDo: 'Add the address.' })
    expect(await desk.tick()).toEqual({
      result: 'failed',
      code: '40164',
      whatToDo: 'Add the address.',
    })
    expect(await desk.usage()).toMatchObject({ usage: { used: 7 } })
  })

  it('does not keep the merchant waiting', async () => {
    const desk = createAdminDesk({
      scheduler: { tick: forever },
      clock: aClock(),
      refresher: { order: forever, trouble: () => undefined },
      ledger: { usage },
      atMostMs: 1,
    })
    expect(await desk.tick()).toEqual({ result: 'pending' })
    expect(await desk.refresh()).toEqual({ result: 'pending' })
  })
})
