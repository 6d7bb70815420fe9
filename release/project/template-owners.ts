import type { Project, SourceFile } from './project'
import { resolveRelative } from './resolve'
import { attributeOf, type TemplateTag } from './wxml'

export type Template = SourceFile & { readonly template: readonly TemplateTag[] }

/** A page or component, identified by the JSON beside its template. */
export interface TemplateOwner {
  readonly jsonPath: string
  /** Its own template, then all templates that it imports or includes, directly or indirectly. */
  readonly templates: readonly Template[]
}

export function templatesOf(project: Project): Template[] {
  return [...project.files.values()].filter(isTemplate)
}

/**
 * Lists the pages and components. A template without JSON of its own is listed with each owner that
 * imports it.
 */
export function templateOwners(project: Project): TemplateOwner[] {
  return templatesOf(project).flatMap((file) => {
    const jsonPath = file.path.replace(/\.wxml$/, '.json')
    return project.files.has(jsonPath) ? [{ jsonPath, templates: withImported(project, file) }] : []
  })
}

/** The template that `<import src>` or `<include src>` names, with or without suffix. */
export function findTemplate(project: Project, from: string, src: string): Template | undefined {
  const target = resolveRelative(from, src)
  if (target === null) return undefined
  return [target, `${target}.wxml`]
    .flatMap((path) => project.files.get(path) ?? [])
    .find(isTemplate)
}

/** The existing templates that tags of these kinds name. */
export function importedTemplates(
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

function withImported(project: Project, root: Template): Template[] {
  const all = new Set([root])
  // iterating a set includes entries added meanwhile, and a template that includes itself is added
  // once
  for (const file of all)
    for (const pulled of importedTemplates(project, file, ['import', 'include'])) all.add(pulled)
  return [...all]
}

function isTemplate(file: SourceFile): file is Template {
  return file.template !== null
}
