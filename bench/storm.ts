import { runCommand, type Command } from '../scripts/command/command'
import { HELP, parseArguments, WrongArgument } from './storm/arguments'
import type { StormResult } from './storm/run'
import { addFigures, runSeries } from './storm/series'

async function main(command: Command, args: readonly string[]): Promise<number> {
  const { isHelp, isJson, ...asked } = parseArguments(args)
  if (isHelp) {
    console.log(HELP)
    return 0
  }
  const startedMs = performance.now()
  const tell = (result: StormResult) => {
    if (!isJson) console.log(inWords(result, performance.now() - startedMs))
  }
  const stores = await runSeries({ ...asked, command, report: tell })
  const faults = stores.flatMap((one) => one.faults.map((fault) => `${one.store}: ${fault}`))
  for (const fault of faults) console.error(fault)
  console.log(JSON.stringify(addFigures(stores)))
  return faults.length > 0 ? 1 : 0
}

/** @example 0:12 sqlite, ended by 45009: 96 calls of 100 (96 granted), 17 kills (7 while starting), … */
function inWords(result: StormResult, ms: number): string {
  const { store, limit, granted, upstream, kills, killedStarting, refused, overspend, met } = result
  const at = `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`
  const what = met.includes('errcode 45009') ? `${store}, ended by 45009` : store
  const deaths = `${kills} kills (${killedStarting} while starting)`
  const calls = `${upstream} calls of ${limit} (${granted} granted)`
  return `${at} ${what}: ${calls}, ${deaths}, ${refused} orders refused, ${overspend} too many`
}

void runCommand(
  (command) => main(command, process.argv.slice(2)),
  (error) => {
    const isWrong = error instanceof WrongArgument
    const words = error instanceof Error ? error.message : String(error)
    return { exitCode: isWrong ? 2 : 1, words: isWrong ? `${words}. See --help.` : words }
  },
)
