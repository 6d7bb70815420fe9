import fc from 'fast-check'
import { aRandomWorld } from '../../../../helpers/app/a-poller-of-chance'
import {
  DAY,
  MINUTE,
  ROOMS,
  visits,
  visitsWithAnyClock,
  weathers,
} from '../../../../helpers/app/poller-chances'

/**
 * Virtual days: pages come and go, the app is hidden, shown and restarted, and the plugin answers,
 * is slow, fails, hangs or does not load, in any order that chance thinks of.
 */
it('keeps the minute, leaves no timer, and tells everybody the last word', async () => {
  await fc.assert(
    fc.asyncProperty(weathers, visits, async (weather, steps) => {
      const world = aRandomWorld(weather)
      for (const step of steps) {
        await world.run(step)
        await world.clock.settle()
        expect(world.faults).toEqual([])
        // one schedule: a timer where there is somebody to ask for, and never a second
        expect(world.clock.pending()).toBeLessThanOrEqual(world.mayRun() ? 1 : 0)
        expect(world.uninformed()).toEqual([])
      }
      world.leaveAll()
      expect(world.clock.pending()).toBe(0)
      await world.clock.pass(DAY)
      expect(world.faults).toEqual([])
    }),
    { numRuns: 400 },
  )
})

it('finds its way back to every room once the plugin is well again, whatever the clock says', async () => {
  await fc.assert(
    fc.asyncProperty(weathers, visitsWithAnyClock, async (weather, steps) => {
      const world = aRandomWorld(weather)
      for (const step of steps) await world.run(step)
      world.recover()
      await world.run({ kind: 'show' })
      await world.clock.pass(MINUTE)
      ROOMS.forEach((roomId) => world.come(roomId, 101))
      const before = ROOMS.map(world.callsOf)
      // the longest gap, with what chance adds to it, and a queue behind calls that hang
      await world.clock.pass(18 * MINUTE)
      ROOMS.forEach((roomId, at) => {
        if (world.isOver(roomId)) return
        expect(world.callsOf(roomId)).toBeGreaterThan(before[at] ?? 0)
      })
      expect(world.uninformed()).toEqual([])
    }),
    { numRuns: 150 },
  )
})
