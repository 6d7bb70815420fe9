import type { Flavour } from './flavour'
import { sourcesOf } from './stand-ins'
import { withoutPlugins } from './without-plugins'

export interface FlavourFile {
  /** From the folder of app.json, as `source` is. */
  readonly path: string
  /** The file of the source that it is made of. */
  readonly source: string
  /** What is in it; null: what is in the source. */
  readonly text: string | null
}

export interface FlavourApp {
  readonly files: readonly FlavourFile[]
  /** By JSON file, the tags whose component was a plugin's and that nobody declares any more. */
  readonly fallenTags: ReadonlyMap<string, readonly string[]>
}

/**
 * A flavour of an app, as data.
 * @param files the source, from the folder of app.json
 * @param read the text of one of them
 */
export function buildFlavour(
  flavour: Flavour,
  files: readonly string[],
  read: (file: string) => string,
): FlavourApp {
  const fallenTags = new Map<string, readonly string[]>()
  const built = [...sourcesOf(flavour, files)].map(([path, source]): FlavourFile => {
    if (flavour === 'plugin' || !path.endsWith('.json')) return { path, source, text: null }
    const json = withoutPlugins(path, read(source))
    if (json.fallenTags.length > 0) fallenTags.set(path, json.fallenTags)
    return { path, source, text: json.text }
  })
  return { files: built, fallenTags }
}
