/**
 * `npm run lint:workflows`: checks the workflows of .github with GitHub's own parser and with the
 * project's rules.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { withLimit } from './command/limit'
import { readWorkflow } from './workflows/read-workflow'
import { WORKFLOW_RULES } from './workflows/rules'

const HELP = `Usage: npm run lint:workflows -- [FOLDER]

Parses each workflow of a folder (default: .github/workflows) with GitHub's own parser and applies rules
for faults that GitHub accepts: ${WORKFLOW_RULES.map(({ name }) => name).join(', ')}.

Exit code: 0 no problem, 1 problems, 2 wrong usage or no workflow.`

const USAGE = 2
const READ_LIMIT_MS = 60_000

async function problemsOf(folder: string, name: string): Promise<string[]> {
  const file = path.join(folder, name)
  const shown = file.replaceAll(path.sep, '/')
  const text = readFileSync(file, 'utf8')
  const read = await withLimit(`read ${shown}`, READ_LIMIT_MS, readWorkflow(shown, text))
  const faults =
    read.kind === 'refused'
      ? read.faults.map((fault) => ({ ...fault, rule: 'syntax' }))
      : WORKFLOW_RULES.flatMap(({ name: rule, check }) =>
          check(read.workflow).map((fault) => ({ ...fault, rule })),
        )
  return faults.map(({ line, rule, message }) => `${shown}:${line} ${rule}: ${message}`)
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: 'boolean', default: false } },
  })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const folder = positionals[0] ?? path.join('.github', 'workflows')
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name))
  if (names.length === 0) throw new Error(`There is no workflow in ${folder}.`)
  const problems = (await Promise.all(names.map((name) => problemsOf(folder, name)))).flat()
  for (const problem of problems) console.error(problem)
  console.log(`${names.length} workflows, ${problems.length} problems`)
  return problems.length > 0 ? 1 : 0
}

main(process.argv.slice(2)).then(
  (exitCode) => (process.exitCode = exitCode),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = USAGE
  },
)
