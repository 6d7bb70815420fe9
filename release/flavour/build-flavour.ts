import type { Flavour } from './flavour'
import { sourcesOf } from './stand-ins'
import { withoutPlugins } from './without-plugins'

export interface FlavourFile {
  /** Relative to the folder of app.json, like `source`. */
  readonly path: string
  /** The file of the source that this file is made of. */
  readonly source: string
  /** The content. null: the content of `source`. */
  readonly text: string | null
}

export interface FlavourApp {
  readonly files: readonly FlavourFile[]
  /**
   * By JSON file: the tags whose component came from a plugin, so that their declaration is
   * removed.
   */
  readonly removedTags: ReadonlyMap<string, readonly string[]>
}

/**
 * Builds a flavour of an app as data.
 * @param files the source, relative to the folder of app.json
 * @param read returns the text of one of them
 */
export function buildFlavour(
  flavour: Flavour,
  files: readonly string[],
  read: (file: string) => string,
): FlavourApp {
  const removedTags = new Map<string, readonly string[]>()
  const built = [...sourcesOf(flavour, files)].map(([path, source]): FlavourFile => {
    if (flavour === 'plugin' || !path.endsWith('.json')) return { path, source, text: null }
    const json = withoutPlugins(path, read(source))
    if (json.removedTags.length > 0) removedTags.set(path, json.removedTags)
    return { path, source, text: json.text }
  })
  return { files: built, removedTags }
}
