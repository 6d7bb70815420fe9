import type { Refresher } from '../sync/refresher'
import type { Metrics } from './metrics'

/** Wraps a refresher and counts each step with its result. */
export function countSteps(
  refresher: Pick<Refresher, 'step' | 'lastError'>,
  metrics: Pick<Metrics, 'refreshed'>,
): Pick<Refresher, 'step'> {
  return {
    step: async () => {
      const step = await refresher.step()
      if (step.kind !== 'wait') {
        metrics.refreshed(step.kind, refresher.lastError() === undefined ? 'ok' : 'failed')
      }
      return step
    },
  }
}
