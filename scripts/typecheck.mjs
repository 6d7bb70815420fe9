// Type-checks all programs, or the named ones, two at a time, because tsc uses one core.
import path from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { require as requireTs } from 'tsx/cjs/api'

const { failureOf, runProgram } = requireTs('./command/run-program.ts', import.meta.url)
const { interruption, INTERRUPTED } = requireTs('./command/interruption.ts', import.meta.url)

/** Ten times the duration of the largest program on a busy machine. */
const LIMIT_MS = 600_000

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
const signal = interruption()
const named = process.argv.slice(2)
const all = ['tsconfig.node.json', 'tsconfig.test.json', 'tsconfig.json', 'tsconfig.browser.json']
const waiting = named.length > 0 ? named : all

async function check(program) {
  console.error(`${program} …`)
  // what has not changed since the last run is not checked again
  const known = path.join(root, '.cache/types', `${program}.tsbuildinfo`)
  const incremental = ['--incremental', '--tsBuildInfoFile', known]
  const args = [...process.execArgv, tsc, '-p', program, '--pretty', 'false', ...incremental]
  const end = await runProgram(process.execPath, args, { cwd: root, signal, limitMs: LIMIT_MS })
  const green = end.kind === 'ended' && end.code === 0
  if (!green) console.error(`${program}\n${failureOf(end)}`)
  return green
}

async function lane() {
  let green = true
  for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift())
    green = (await check(next)) && green
  return green
}

const lanes = await Promise.all([lane(), lane()])
process.exitCode = signal.aborted ? INTERRUPTED : lanes.every(Boolean) ? 0 : 1
