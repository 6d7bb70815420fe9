import { isRecord, jsonObject, type Project, type SourceFile } from './project'
import { resolveRelative } from './resolve'

/** A line of `usingComponents`. */
export interface ComponentEntry {
  readonly tag: string
  /** A path, or an address like `plugin://…`. */
  readonly target: string
  /** Where a path leads, from the app's root; null for an address. */
  readonly path: string | null
  readonly line: number
  /** What is drawn until the component is there; null for nothing. */
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

/** The tags that a page or component may use: its own, those it is given, and those of app.json. */
export function declaredTags(project: Project, jsonPath: string): ReadonlySet<string> {
  const own = project.files.get(jsonPath)
  const { componentGenerics } = jsonObject(own?.json)
  return new Set([
    ...[own, project.files.get('app.json')].flatMap(componentEntries).map(({ tag }) => tag),
    ...(isRecord(componentGenerics) ? Object.keys(componentGenerics) : []),
  ])
}
