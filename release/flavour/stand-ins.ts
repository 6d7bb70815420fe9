import type { Flavour } from './flavour'

/** How miniprogram-ci and DevTools leave the stand-ins out of the plugin flavour: packOptions.ignore. */
export const STAND_IN_GLOB = '**/*.channels.*'

const STAND_IN = /^(.*[^/])\.channels(\.[^./]+)$/

/** `price.channels.ts` stands in for `price.ts` beside it; null: the file stands for itself. */
export function standsInFor(file: string): string | null {
  const [, name, ending] = STAND_IN.exec(file) ?? []
  return name === undefined || ending === undefined ? null : name + ending
}

/** The name of what stands in for a file. */
export function standInFor(file: string): string {
  return file.replace(/(\.[^./]+)$/, '.channels$1')
}

/**
 * The files of a flavour, each with the file of the source that it is made of. A stand-in that has
 * nothing to stand in for keeps its own name in both, so that somebody sees it: `flavour-stand-in`.
 */
export function sourcesOf(flavour: Flavour, files: readonly string[]): ReadonlyMap<string, string> {
  const all = new Set(files)
  const sources = new Map(files.map((file) => [file, file]))
  for (const file of files) {
    const original = standsInFor(file)
    if (original === null || !all.has(original)) continue
    sources.delete(file)
    if (flavour === 'channels') sources.set(original, file)
  }
  return sources
}
