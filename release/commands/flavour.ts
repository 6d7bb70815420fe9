/** Writes a flavour of the app to a folder, to open it in WeChat DevTools or to serve it. */
import path from 'node:path'
import { EXIT, readArguments, runCommand, UsageError } from '../cli'
import { readProject } from '../project/read-project'
import { type Flavour, FLAVOURS, isFlavour } from '../flavour/flavour'
import { prepareOut } from '../flavour/out-folder'
import { writeFlavour } from '../flavour/write-flavour'

const HELP = `Usage: node --import tsx release/commands/flavour.ts --flavour plugin|channels --out DIR

Writes one flavour of the app to a folder that WeChat DevTools can open. The plugin flavour is the project's
own folder and needs no copy. The usual call is:

  node --import tsx release/commands/flavour.ts --flavour channels --out ../shop-channels

Run it again after a change: a copy is not updated. npm run check, preview and upload accept --flavour
and need no copy.

  --flavour NAME  plugin: with WeChat's live plugin; channels: without the plugin, for Channels live only
  --out DIR       a new or empty folder, or a folder that this command has written: its content is replaced
  --project DIR   folder of project.config.json (default: the current folder)
  --help          this text

Exit code: 0 written, 2 wrong usage (nothing was written).`

function main(): number {
  const { values } = readArguments({
    options: {
      flavour: { type: 'string' },
      out: { type: 'string' },
      project: { type: 'string', default: '.' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(`${HELP}\n`)
    return EXIT.ok
  }
  if (values.out === undefined)
    throw new UsageError('--out is missing. Name the folder to write to.')
  const flavour = flavourOf(values.flavour)
  const projectDir = path.resolve(values.project)
  const read = readProject(projectDir)
  if (read.kind === 'unreadable') {
    const { file, line, message } = read.finding
    throw new UsageError(`${file}:${line} ${message}`)
  }
  const out = path.resolve(values.out)
  const fault = prepareOut(out, path.join(projectDir, read.project.appRoot))
  if (fault !== null) throw new UsageError(`--out ${values.out}: ${fault}`)
  const { originals } = writeFlavour(flavour, read.project, projectDir, out)
  const swapped = [...originals.values()].map((file) => `\n  ${file}`).join('')
  const files = originals.size === 1 ? 'file' : 'files'
  process.stdout.write(
    `${flavour} flavour in ${out}; ${originals.size} ${files} replaced by${swapped}\n`,
  )
  return EXIT.ok
}

function flavourOf(text: string | undefined): Flavour {
  if (isFlavour(text)) return text
  const named = text === undefined ? 'is missing' : `is not "${text}"`
  throw new UsageError(`--flavour ${named}. Use ${FLAVOURS.join(' or ')}.`)
}

void runCommand(main)
