// `npm run test:elsewhere`: runs the tests on other dates, in other time zones and locales, and on
// other Nodes.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { checkPlace, COMBINATIONS, environmentOf, NODES } from './elsewhere/combinations.mjs'
import { findNode } from './elsewhere/nodes.mjs'
import { runCombination } from './elsewhere/run.mjs'

const HELP = `Usage: npm run test:elsewhere -- [--only NAME] [--limit MINUTES] [--json] [-- PATTERN…]
       npm run test:elsewhere -- [--date D] [--tz ZONE] [--locale L] [--node N] [-- PATTERN…]

Runs all jest tests with Date moved, in other time zones and locales and on other Nodes. Each value is used at
least once. Stdout has one line for each combination, then its failed tests; progress is on stderr. Other
Nodes are downloaded once from the npm registry to .cache/nodes.

  --only NAME      only this combination (see --list); can be repeated
  --list           print the combinations and run nothing
  --date D         Date moved: +8d, a day (2028-02-29), or a time in Beijing at which each test file begins
                   (23:59:30)
  --tz ZONE        TZ, for example America/St_Johns
  --locale L       LANG and LC_ALL, for example de_DE.UTF-8
  --node N         ${Object.keys(NODES).join(', ')}, an exact version, or the path of a node program
  --limit MINUTES  for each combination (default: 30)
  --json           one line of JSON instead
  -- PATTERN…      only test files whose path matches, as for jest
  --help           this text

With --date, --tz, --locale or --node, only the combination of these is run, to find a cause.
Exit code: 0 all tests passed, 1 a test failed, 2 wrong usage, 130 stopped by Ctrl-C.`

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

function readOptions() {
  const text = { type: 'string' }
  const flag = { type: 'boolean', default: false }
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...{ date: text, tz: text, locale: text, node: text },
      only: { type: 'string', multiple: true, default: [] },
      limit: { type: 'string', default: '30' },
      ...{ list: flag, json: flag, help: flag },
    },
  })
  const minutes = Number(values.limit)
  if (!(minutes > 0 && minutes <= 600))
    throw new RangeError(`--limit must be minutes above 0, at most 600, got "${values.limit}"`)
  return {
    ...values,
    limitMs: minutes * 60_000,
    patterns: positionals,
    combinations: chosen(values),
  }
}

function chosen({ only, date, tz: zone, locale, node }) {
  const dimensions = { date, zone, locale, node }
  if (Object.values(dimensions).some((value) => value !== undefined)) {
    if (only.length > 0)
      throw new Error('--only goes with none of --date, --tz, --locale and --node')
    const given = Object.entries(dimensions).filter(([, value]) => value !== undefined)
    const one = { name: 'as-asked', ...Object.fromEntries(given) }
    checkPlace(one)
    environmentOf(one, Date.now())
    return [one]
  }
  for (const name of only)
    if (!COMBINATIONS.some((one) => one.name === name))
      throw new Error(
        `--only must be one of ${COMBINATIONS.map((one) => one.name).join(', ')}, got "${name}"`,
      )
  return only.length === 0 ? COMBINATIONS : COMBINATIONS.filter(({ name }) => only.includes(name))
}

/** One line; `-` stands for this machine's value. */
function line({ name, node = '-', date = '-', zone = '-', locale = '-' }) {
  return [
    name.padEnd(12),
    `Node ${NODES[node] ?? node}`.padEnd(13),
    date.padEnd(10),
    zone.padEnd(18),
    locale.padEnd(11),
  ].join('  ')
}

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop.abort())

/** @returns undefined if it was stopped */
async function runOne(combination, { patterns, limitMs }) {
  const { signal } = stop
  console.error(`── ${line(combination).trimEnd()} ──`)
  try {
    const program =
      combination.node === undefined
        ? process.execPath
        : await findNode(combination.node, path.join(root, '.cache/nodes'), signal)
    const result = await runCombination(
      { ...combination, program },
      { root, patterns, limitMs, signal },
    )
    return result.kind === 'stopped' ? undefined : result
  } catch (error) {
    if (signal.aborted) return undefined
    return { passed: 0, failed: [{ file: '', test: error.message }], seconds: 0 }
  }
}

async function main(options) {
  const results = []
  for (const combination of options.combinations) {
    const result = await runOne(combination, options)
    if (result === undefined) return 130
    const { passed, failed, seconds } = result
    const failures = failed.map(({ file, test }) => ({
      file: file && path.relative(root, file),
      test,
    }))
    results.push({ ...combination, passed, failed: failures.length, seconds, failures })
    if (options.json) continue
    const verdict = failures.length === 0 ? 'ok  ' : 'FAIL'
    console.log(
      `${verdict} ${line(combination)}  ${passed} passed, ${failures.length} failed, ${seconds} s`,
    )
    for (const { file, test } of failures) console.log(`       ${file} › ${test}`)
  }
  if (options.json) console.log(JSON.stringify(results))
  return results.every(({ failed }) => failed === 0) ? 0 : 1
}

try {
  const options = readOptions()
  if (options.help) console.log(HELP)
  else if (options.list) for (const one of options.combinations) console.log(line(one).trimEnd())
  else process.exitCode = await main(options)
} catch (error) {
  console.error(error.message.replaceAll('\n', ' '))
  process.exitCode = 2
}
