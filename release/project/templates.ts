import type { Project, SourceFile } from './project'
import { resolveRelative } from './resolve'
import { attributeOf, type TemplateTag } from './wxml'

export type Template = SourceFile & { readonly template: readonly TemplateTag[] }

/** A page or component, by the JSON beside its template. */
export interface Drawn {
  readonly jsonPath: string
  /** Its own template first, then whatever that imports and includes, however deep. */
  readonly templates: readonly Template[]
}

export function templatesOf(project: Project): Template[] {
  return [...project.files.values()].filter(isTemplate)
}

/** A template without JSON beside it is a piece of others and is seen with each of them. */
export function drawnByTemplates(project: Project): Drawn[] {
  return templatesOf(project).flatMap((file) => {
    const jsonPath = file.path.replace(/\.wxml$/, '.json')
    return project.files.has(jsonPath) ? [{ jsonPath, templates: withPulled(project, file) }] : []
  })
}

/** The template that `<import src>` or `<include src>` names, with its suffix or without. */
export function findTemplate(project: Project, from: string, src: string): Template | undefined {
  const target = resolveRelative(from, src)
  if (target === null) return undefined
  return [target, `${target}.wxml`]
    .flatMap((path) => project.files.get(path) ?? [])
    .find(isTemplate)
}

/** The files that `tags` of this kind name, those that are there. */
export function pulledTemplates(
  project: Project,
  { path, template }: Template,
  kinds: readonly string[],
): Template[] {
  return template.flatMap((tag) => {
    const src = kinds.includes(tag.name) ? attributeOf(tag, 'src') : undefined
    const file = src && findTemplate(project, path, src.value)
    return file ? [file] : []
  })
}

function withPulled(project: Project, root: Template): Template[] {
  const all = new Set([root])
  // a set gives what is added while it is walked, and takes what includes itself only once
  for (const file of all)
    for (const pulled of pulledTemplates(project, file, ['import', 'include'])) all.add(pulled)
  return [...all]
}

function isTemplate(file: SourceFile): file is Template {
  return file.template !== null
}
