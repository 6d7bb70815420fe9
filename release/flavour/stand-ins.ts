import type { Flavour } from './flavour'

/** The entry of packOptions.ignore that excludes the stand-ins from the plugin flavour. */
export const STAND_IN_GLOB = '**/*.channels.*'

const STAND_IN = /^(.*[^/])\.channels(\.[^./]+)$/

/** The file that a stand-in replaces: `price.ts` for `price.channels.ts`. null: the file is no stand-in. */
export function originalOf(file: string): string | null {
  const [, name, ending] = STAND_IN.exec(file) ?? []
  return name === undefined || ending === undefined ? null : name + ending
}

/** The name of the stand-in of a file. */
export function standInOf(file: string): string {
  return file.replace(/(\.[^./]+)$/, '.channels$1')
}

/**
 * The files of a flavour, each with the file of the source that it is made of. A stand-in without
 * an original keeps its own name in both flavours, so that the rule `flavour-stand-in` reports it.
 */
export function sourcesOf(flavour: Flavour, files: readonly string[]): ReadonlyMap<string, string> {
  const all = new Set(files)
  const sources = new Map(files.map((file) => [file, file]))
  for (const file of files) {
    const original = originalOf(file)
    if (original === null || !all.has(original)) continue
    sources.delete(file)
    if (flavour === 'channels') sources.set(original, file)
  }
  return sources
}
