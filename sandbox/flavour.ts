import path from 'node:path'
import { failureOf, runProgram } from '../scripts/command/run-program'
import type { ClientSource } from './client/build'

/** The builds of the app; see release/flavour. */
export const FLAVOURS = ['plugin', 'channels'] as const
export type Flavour = (typeof FLAVOURS)[number]

export interface FlavourSource {
  /** Arguments for buildClient. */
  readonly sources: Omit<ClientSource, 'outDir'>
  /** Folders to watch: a change in them needs a rebuild. */
  readonly folders: readonly string[]
  /** Updates `sources`. */
  readonly write: () => Promise<void>
}

const ROOT = path.resolve(__dirname, '..')
const APP = 'miniprogram'
const PLUGIN = path.join(__dirname, 'plugin')

/**
 * The plugin flavour is the source itself. The channels flavour is generated from it by the project's
 * command, as a merchant does, and runs without the plugin stand-in.
 * @param folder a folder for generated files
 */
export function flavourSource(flavour: Flavour, folder: string): FlavourSource {
  const app = path.join(ROOT, APP)
  if (flavour === 'plugin')
    return {
      sources: { appRoot: app, pluginRoot: PLUGIN },
      folders: [app, PLUGIN],
      write: () => Promise.resolve(),
    }
  return {
    sources: { appRoot: path.join(folder, APP) },
    folders: [app],
    write: () => makeFlavour(flavour, folder),
  }
}

const WRITE_LIMIT_MS = 120_000

async function makeFlavour(flavour: Flavour, out: string): Promise<void> {
  const args = [
    '--import',
    'tsx',
    'release/commands/flavour.ts',
    '--flavour',
    flavour,
    '--out',
    out,
  ]
  const end = await runProgram(process.execPath, args, { cwd: ROOT, limitMs: WRITE_LIMIT_MS })
  if (end.kind === 'ended' && end.code === 0) return
  throw new Error(`The ${flavour} flavour could not be generated:\n${failureOf(end)}`)
}
