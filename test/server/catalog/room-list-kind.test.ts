import { listKindOf, statusAt } from '../../../server/src/catalog/room-list-kind'
import { aRoom } from '../../helpers/node/server/builders'

describe('statusAt', () => {
  const room = aRoom({ liveStatus: 102, endAtSec: 1_800_000_000 })

  it('keeps 102 up to the planned end', () => {
    expect(statusAt(room, 1_800_000_000)).toBe(102)
  })

  it('returns 107 after it', () => {
    expect(statusAt(room, 1_800_000_001)).toBe(107)
  })

  it.each([101, 103, 104, 105, 106, 107, null] as const)('keeps %p', (liveStatus) => {
    expect(statusAt({ ...room, liveStatus }, 1_900_000_000)).toBe(liveStatus)
  })
})

describe('listKindOf', () => {
  it.each([
    [101, 'live'],
    [102, 'upcoming'],
    [103, 'none'],
    [104, 'none'],
    [105, 'live'],
    [106, 'live'],
    [107, 'none'],
    [null, 'live'],
  ] as const)('maps %p to the list %p', (status, list) => {
    expect(listKindOf(status, false)).toBe(list)
  })

  it('maps an ended room with a replay to the replays', () => {
    expect(listKindOf(103, true)).toBe('replay')
  })
})
