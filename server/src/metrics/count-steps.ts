import type { Refresher } from '../sync/refresher'
import type { Metrics } from './metrics'

/** The same refresher, with every step that did something counted by what came of it. */
export function countSteps(
  refresher: Pick<Refresher, 'step' | 'trouble'>,
  metrics: Pick<Metrics, 'refreshed'>,
): Pick<Refresher, 'step'> {
  return {
    step: async () => {
      const step = await refresher.step()
      if (step.kind !== 'wait') {
        metrics.refreshed(step.kind, refresher.trouble() === undefined ? 'ok' : 'failed')
      }
      return step
    },
  }
}
