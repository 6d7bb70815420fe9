/** Writes a flavour of the app as a folder of its own, to open it in WeChat DevTools or to serve it. */
import path from 'node:path'
import { EXIT, readArguments, runCommand, UsageError } from '../cli'
import { readProject } from '../project/read-project'
import { type Flavour, FLAVOURS, isFlavour } from './flavour'
import { prepareOut } from './out-folder'
import { writeFlavour } from './write'

const HELP = `Usage: node --import tsx release/flavour/main.ts --flavour plugin|channels --out DIR

Writes the app in one of its flavours, as a folder that WeChat DevTools opens. The plugin flavour is the
project's own folder, so mostly there is nothing to write but:

  node --import tsx release/flavour/main.ts --flavour channels --out ../shop-channels

A copy is not kept up to date: run it again after a change. npm run check, preview and upload take
--flavour themselves and need no copy.

  --flavour NAME  plugin: with WeChat's live plugin; channels: without, for Channels live alone
  --out DIR       a new or empty folder, or one that was written by this, which is then replaced
  --project DIR   folder of project.config.json (default: the current one)
  --help          this text

Exit code: 0 written, 2 wrong usage: nothing was written.`

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
  if (values.out === undefined) throw new UsageError('--out is missing: where should it go?')
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
  const files = originals.size === 1 ? 'file stands' : 'files stand'
  process.stdout.write(`${flavour} flavour in ${out}; ${originals.size} ${files} in${swapped}\n`)
  return EXIT.ok
}

function flavourOf(text: string | undefined): Flavour {
  if (isFlavour(text)) return text
  const named = text === undefined ? 'is missing' : `is not "${text}"`
  throw new UsageError(`--flavour ${named}: there are ${FLAVOURS.join(' and ')}.`)
}

void runCommand(main)
