import { expectedChangeLikelihood, forecastRoom } from '../../../server/src/sync/likelihood'
import { aKeptRoom, MINUTE_MS, NOON_MS, NOON_SEC } from '../../helpers/node/server/builders'

const inMinutes = (minutes: number) => NOON_MS + minutes * MINUTE_MS

/** Weight of each five minutes for two hours. */
const weightsOf = (room: Parameters<typeof aKeptRoom>[0]) => {
  const kept = aKeptRoom(room)
  const forecast = forecastRoom(kept, NOON_MS)
  return Array.from({ length: 24 }, (_, step) => {
    const atMs = inMinutes(5 * step)
    return {
      weight: forecast.likelihoodIn(atMs, 5),
      likely: expectedChangeLikelihood(kept, atMs, NOON_MS),
    }
  })
}

describe('forecastRoom', () => {
  it('lowers the weight of an hour as the change becomes likely to be over', () => {
    const [now, ...later] = weightsOf({ endAtSec: NOON_SEC + 3600 })
    expect(now?.weight).toBe(now?.likely)
    const part = later.filter(({ likely }) => likely > 0).map((one) => one.weight / one.likely)
    expect(part).toEqual([...part].sort((a, b) => b - a))
    expect(part.at(-1)).toBeLessThan(0.5)
  })

  it('counts the end from the start on, however likely the start is', () => {
    const weights = weightsOf({
      liveStatus: 102,
      startAtSec: NOON_SEC,
      endAtSec: NOON_SEC + 3600,
    })
    const onAir = weights[2]
    expect(onAir?.likely).toBeGreaterThan(0)
    expect(onAir?.weight).toBe(onAir?.likely)
  })

  it.each([103, 104, 107] as const)('expects no change of a room with status %i', (liveStatus) => {
    expect(weightsOf({ liveStatus }).every(({ weight }) => weight === 0)).toBe(true)
  })
})
