import fc from 'fast-check'
import { Histogram, Registry } from 'prom-client'
import { createHistogram } from '../../../server/src/metrics/histogram'

const NAME = 'seconds'
const HELP = 'How long it took'
const BOUNDS = [0.001, 0.01, 0.1, 1]

const aKind = fc.record({
  method: fc.constantFrom('GET', 'POST'),
  route: fc.constantFrom('/a', '/a/:b', 'none', 'odd "\\\n one'),
  status: fc.constantFrom(200, 304, 503),
})
const someSeconds = fc.oneof(
  fc.constantFrom(0, ...BOUNDS),
  fc.double({ min: 0, max: 5, noNaN: true }),
)

describe('the histogram', () => {
  it('equals the histogram of prom-client', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(aKind, someSeconds)), async (answers) => {
        const registry = new Registry()
        const model = new Histogram({
          name: NAME,
          help: HELP,
          labelNames: ['method', 'route', 'status'],
          buckets: BOUNDS,
          registers: [registry],
        })
        const ours = createHistogram({ name: NAME, help: HELP, bounds: BOUNDS })
        for (const [kind, seconds] of answers) {
          model.observe(kind, seconds)
          ours.of(kind)(seconds)
        }
        expect(ours.text()).toBe(await registry.metrics())
      }),
    )
  })

  it('leaves out series without values', () => {
    const ours = createHistogram({ name: NAME, help: HELP, bounds: BOUNDS })
    const observe = ours.of({ route: '/a' })
    expect(ours.text()).toBe('# HELP seconds How long it took\n# TYPE seconds histogram\n')
    observe(0.5)
    observe(7)
    expect(ours.text()).toContain('seconds_bucket{le="1",route="/a"} 1\n')
    expect(ours.text()).toContain('seconds_bucket{le="+Inf",route="/a"} 2\n')
  })
})
