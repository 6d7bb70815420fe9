import { isRecord, jsonObject, type Project, type SourceFile } from './project'
import { resolveRelative } from './resolve'

/** An entry of `usingComponents`. */
export interface ComponentEntry {
  readonly tag: string
  /** A path, or a plugin address such as `plugin://…`. */
  readonly target: string
  /** The path from the app's root; null for an address. */
  readonly path: string | null
  readonly line: number
  /** The placeholder component that is drawn until this one is loaded; null: none. */
  readonly placeholder: string | null
}

export function componentEntries(file: SourceFile | undefined): ComponentEntry[] {
  if (!file) return []
  const { json } = file
  const { usingComponents, componentPlaceholder } = jsonObject(json)
  if (!isRecord(usingComponents) || json?.kind !== 'parsed') return []
  const placeholders = isRecord(componentPlaceholder) ? componentPlaceholder : {}
  return Object.entries(usingComponents).flatMap(([tag, target]) => {
    if (typeof target !== 'string') return []
    const placeholder = placeholders[tag]
    return [
      {
        tag,
        target,
        path: resolveRelative(file.path, target),
        line: json.lineOf('usingComponents', tag),
        placeholder: typeof placeholder === 'string' ? placeholder : null,
      },
    ]
  })
}

/** The tags that a page or component may use: its own, its generics, and those of app.json. */
export function declaredTags(project: Project, jsonPath: string): ReadonlySet<string> {
  const own = project.files.get(jsonPath)
  const { componentGenerics } = jsonObject(own?.json)
  return new Set([
    ...[own, project.files.get('app.json')].flatMap(componentEntries).map(({ tag }) => tag),
    ...(isRecord(componentGenerics) ? Object.keys(componentGenerics) : []),
  ])
}
