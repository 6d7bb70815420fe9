import { clientOf, createClientLimit } from '../../../../server/src/http/plugins/client-limit'

const MINUTE_MS = 60_000

describe('the rate limit', () => {
  it('allows a number of requests in a window that the first one opens', () => {
    const { waitSec } = createClientLimit(2)
    expect([0, 1, 59_000].map((ms) => waitSec('a', ms))).toEqual([0, 0, 1])
    expect(waitSec('a', 30_500)).toBe(30)
    expect(waitSec('b', 59_000)).toBe(0)
    expect([60_000, 60_001, 60_002].map((ms) => waitSec('a', ms))).toEqual([0, 0, 60])
  })

  it('does not block longer when the clock is set back', () => {
    const { waitSec } = createClientLimit(1)
    waitSec('a', 10 * MINUTE_MS)
    expect(waitSec('a', 10 * MINUTE_MS + 1)).toBe(60)
    expect(waitSec('a', MINUTE_MS)).toBe(0)
  })

  it('drops the oldest window when there are too many clients', () => {
    const { waitSec } = createClientLimit(1, 2)
    for (const client of ['a', 'b', 'c']) expect(waitSec(client, 0)).toBe(0)
    expect(waitSec('c', 1)).toBe(60)
    expect(waitSec('b', 1)).toBe(60)
    expect(waitSec('a', 1)).toBe(0)
  })

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['0:0:0:0:0:FFFF:192.0.2.1', '192.0.2.1'],
    ['2001:DB8::7', '2001:db8:0:0'],
    ['2001:db8:0:0:1:2:3:4', '2001:db8:0:0'],
    ['2001:0db8:00a0:0001::1', '2001:db8:a0:1'],
    ['::1', '0:0:0:0'],
    ['fe80::', 'fe80:0:0:0'],
  ])('maps the address %s to its client', (address, client) => {
    expect(clientOf(address)).toBe(client)
  })
})
