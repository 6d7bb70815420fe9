import type { ClientCost } from './measure'
import type { OpenCost, WarmOpen } from './opening'

/** @example listOf(await measureClient()) */
export function listOf(cost: ClientCost): string {
  const { longList, memory, compiled } = cost
  return [
    `The app in a browser`,
    ...opening('storefront', cost.storefront),
    ...opening('hall', cost),
    `  ${longList.rooms} rooms scrolled through: ${longList.mostNodes} elements at most, ${longList.firstNodes} with the first page`,
    `  after ${memory.visits} visits: heap × ${memory.heapRatio}, nodes × ${memory.nodesRatio}`,
    `  timers while hidden: ${cost.timersAfterHide}`,
    ...Object.entries(compiled).map(([name, bytes]) => `  ${name}: ${bytes} bytes compiled`),
  ].join('\n')
}

function opening(name: string, cost: { coldOpen: OpenCost; warmOpen: WarmOpen }): string[] {
  const { coldOpen: cold, warmOpen: warm } = cost
  const order = warm.listBeforeRequestEnds ? 'before' : 'after'
  return [
    `  ${name}, first time: ${cold.requests} requests, ${cold.gzipBytes} bytes, ${cold.setDataCalls} setData`,
    `  ${name}, seen before: rooms ${order} the answer (${warm.status}), ${warm.setDataCalls} setData`,
  ]
}
