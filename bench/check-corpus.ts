import { parseArgs } from 'node:util'
import type { Problem } from '../release/problem'
import { interruption, INTERRUPTED } from '../scripts/command/interruption'
import { FAULTS } from './corpus'
import { runCorpus, type Verdict } from './corpus/run'

const HELP = `Applies one fault at a time to a copy of the app, and reports whether npm run check catches it.

  npm run check:corpus -- [--only NAME] [--json]

  --only NAME  only the faults whose name or rule contains this text
  --json       accepted for scripts; stdout has the last line only in any case
  --help       this text

A fault is caught if the rule for it names the file. "falseAlarms" counts the problems of the unchanged
app. The exit code is 0 if all faults are caught and there is no false alarm, 1 otherwise, 2 for wrong
usage, 130 if interrupted. Two faults are checked side by side. Progress goes to stderr.`

const EXIT = { right: 0, wrong: 1, usage: 2, interrupted: INTERRUPTED }

class WrongUsage extends Error {}

async function main(): Promise<number> {
  const { only, help } = readOptions()
  if (help) {
    console.log(HELP)
    return EXIT.right
  }
  const faults = FAULTS.filter(({ name, rule }) => name.includes(only) || rule.includes(only))
  if (faults.length === 0) throw new WrongUsage(`No fault has "${only}" in its name or rule.`)
  let tried = 0
  const onVerdict = (verdict: Verdict) => {
    tried += 1
    process.stderr.write(`${tried}/${faults.length} ${describe(verdict)}\n`)
  }
  const signal = interruption()
  process.stderr.write('Checking the unchanged app, then each fault …\n')
  const result = await runCorpus({ faults, signal, onVerdict })
  if (result.kind === 'aborted') {
    process.stderr.write('Interrupted. All copies of the app are removed.\n')
    return EXIT.interrupted
  }
  const { verdicts, falseAlarms } = result
  for (const problem of falseAlarms) process.stderr.write(`false alarm: ${place(problem)}\n`)
  const caught = verdicts.filter((verdict) => verdict.caught).length
  const sum = { faults: faults.length, caught, falseAlarms: falseAlarms.length }
  console.log(JSON.stringify(sum))
  return caught === faults.length && falseAlarms.length === 0 ? EXIT.right : EXIT.wrong
}

function readOptions(): { only: string; help: boolean } {
  try {
    return parseArgs({
      options: {
        only: { type: 'string', default: '' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error))
  }
}

function describe({ fault, caught, result }: Verdict): string {
  const what = `${fault.rule}: ${fault.name}`
  if (caught) return `caught  ${what}`
  if ('notApplied' in result) return `NOT APPLIED  ${what}\n  ${result.notApplied}`
  const others = result.length === 0 ? ['nothing'] : result.map(place)
  return `NOT CAUGHT  ${what}\n  check found: ${others.join('\n               ')}`
}

function place({ rule, file, line, message }: Problem): string {
  return `${rule} ${file}:${line} ${message.replaceAll('\n', ' ')}`
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    const isWrong = error instanceof WrongUsage
    const words = error instanceof Error ? error.message : String(error)
    console.error(isWrong ? `${words} See --help.` : error)
    process.exitCode = isWrong ? EXIT.usage : EXIT.wrong
  },
)
