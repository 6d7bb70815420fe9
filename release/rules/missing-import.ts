import type { Finding } from '../problem'
import { type Project, shownPath, type SourceFile } from '../project/project'
import { resolveRelative } from '../project/resolve'
import { styleReferences } from '../project/references'
import { attributeOf } from '../project/wxml'

const EFFECTS: Readonly<Record<string, string>> = {
  import: 'none of its templates is drawn',
  include: 'nothing is drawn in its place',
  wxs: 'none of its functions can be called',
}

/** Missing files that templates and styles import. The compiler accepts them (measured). */
export function missingImports(project: Project, file: SourceFile): Finding[] {
  return [...missingInTemplate(project, file), ...missingInStyle(project, file)]
}

function missingInTemplate(project: Project, { path, template }: SourceFile): Finding[] {
  return (template ?? []).flatMap((tag) => {
    const effect = EFFECTS[tag.name]
    const src = effect === undefined ? undefined : attributeOf(tag, 'src')
    if (!src || src.value === '') return []
    // WeChat finds a template without its suffix, but a script only with it (measured)
    const suffix = tag.name === 'wxs' ? '' : '.wxml'
    return finding(project, path, tag.line, {
      target: src.value,
      suffix,
      what: `<${tag.name} src="${src.value}">`,
      effect: `${effect ?? ''} on the phone`,
    })
  })
}

function missingInStyle(project: Project, { path, text }: SourceFile): Finding[] {
  if (text === null || !path.endsWith('.wxss')) return []
  return styleReferences(text).flatMap(({ specifier, line }) =>
    finding(project, path, line, {
      target: specifier,
      suffix: '.wxss',
      what: `@import "${specifier}"`,
      effect: 'its styles are missing on the phone',
    }),
  )
}

interface ImportedFile {
  readonly target: string
  readonly suffix: string
  readonly what: string
  readonly effect: string
}

function finding(
  project: Project,
  path: string,
  line: number,
  { target, suffix, what, effect }: ImportedFile,
): Finding[] {
  const resolved = resolveRelative(path, target)
  if (resolved === null) return []
  if ([resolved, resolved + suffix].some((file) => project.files.has(file))) return []
  const wanted = resolved.endsWith(suffix) ? resolved : resolved + suffix
  const message = `${what} names a missing file: ${effect}. Correct the path, or add ${wanted}.`
  return [{ file: shownPath(project, path), line, message }]
}
