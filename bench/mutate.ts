import { parseArgs } from 'node:util'
import { runCommand, type Command } from '../scripts/command/command'
import { AREAS } from './mutate/areas'
import { type MutationReport, survivorsOf, tallyOf } from './mutate/report'
import { installStryker, mutate } from './mutate/stryker'

/** The minimum percentage of detected changes. */
const LEAST = 85

const HELP = `Applies small changes to the code, one at a time, and lists the changes that no test detects.

  npm run mutate -- [--area NAME] [--mutate PATTERN] [--concurrency N] [--json]

  --area NAME       only ${AREAS.map(({ name }) => name).join(', or only ')}
  --mutate PATTERN  only these files of the area, or these lines: miniprogram/live/domain/price.ts:10-20
  --concurrency N   number of changes that are tested at once; default 1
  --json            only the last line, for scripts
  --help            this text

The first run installs Stryker in bench/mutate. Later runs need no network and test only what has changed
since. The exit code is 1 if less than ${LEAST} % of the changes are detected.`

async function main(command: Command): Promise<number> {
  const { values } = parseArgs({
    options: {
      area: { type: 'string' },
      mutate: { type: 'string', default: '' },
      concurrency: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const areas = AREAS.filter(({ name }) => values.area === undefined || values.area === name)
  const concurrency = Number(values.concurrency)
  if (areas.length === 0) throw new Error(`There is no area ${values.area ?? ''}. See --help.`)
  if (!(Number.isInteger(concurrency) && concurrency > 0))
    throw new Error('--concurrency must be a whole number from 1. See --help.')
  if (values.mutate !== '' && areas.length > 1)
    throw new Error('--mutate needs --area, which selects the tests. See --help.')

  await installStryker(command)
  const reports: MutationReport[] = []
  for (const area of areas) {
    const report = await mutate(command, area, { concurrency, only: values.mutate })
    if (!values.json) {
      for (const survivor of survivorsOf(report)) console.log(survivor)
      console.log(`${area.name}: ${tallyOf([report]).score} %\n`)
    }
    reports.push(report)
  }
  const tally = tallyOf(reports)
  console.log(JSON.stringify(tally))
  // each area must reach the minimum
  return reports.some((report) => tallyOf([report]).score < LEAST) ? 1 : 0
}

void runCommand(main, (error) => ({
  exitCode: 2,
  words: error instanceof Error ? error.message : String(error),
}))
