import type { Cost, ServerCost } from './measure'

/** @example tableOf(await measureServer()) */
export function tableOf({ rounds, requests, bytes, ok, notModified }: ServerCost): string {
  const line = (name: string, { full, bare, ratio }: Cost): string =>
    `  ${name.padEnd(20)}${cell(full)}${cell(bare)}${cell(ratio)}`
  return [
    `CPU per request, median of ${rounds} rounds of ${requests} requests, body of ${bytes} bytes`,
    `  ${'GET /api/v1/home'.padEnd(20)}${['back end µs', 'bare µs', 'ratio'].map((one) => one.padStart(14)).join('')}`,
    line('200, whole', ok),
    line('304, unchanged', notModified),
  ].join('\n')
}

function cell(value: number): string {
  return value.toFixed(2).padStart(14)
}
