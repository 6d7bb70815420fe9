import { didYouMean } from './did-you-mean'
import type { Finding } from '../problem'
import { declaredTags } from '../project/components'
import { type Project, shownPath } from '../project/project'
import { standInOf } from '../flavour/stand-ins'
import { type TemplateOwner, templateOwners, type Template } from '../project/template-owners'
import type { TemplateTag } from '../project/wxml'
import { BUILTIN_TAGS, isBuiltin } from './builtin-tags'
import type { CheckedFlavour, Rule } from './rule'

/** Common HTML tags and WeChat's equivalents. */
const HTML_EQUIVALENTS: Readonly<Record<string, string>> = {
  a: 'navigator',
  div: 'view',
  h1: 'text',
  h2: 'text',
  h3: 'text',
  i: 'text',
  img: 'image',
  li: 'view',
  p: 'text',
  section: 'view',
  select: 'picker',
  strong: 'text',
  ul: 'view',
}

/**
 * An undeclared tag draws an empty element, without an error in the compiler or on the phone
 * (measured with miniprogram-ci 2.1.42).
 */
export const undeclaredTag: Rule = {
  name: 'undeclared-tag',
  check: ({ project, flavour }) => {
    const reported = new Set<string>()
    return templateOwners(project)
      .flatMap((drawn) => undeclared(project, drawn, flavour))
      .filter(({ key }) => {
        // a template that two pages include is reported once
        const isNew = !reported.has(key)
        reported.add(key)
        return isNew
      })
      .map(({ finding }) => finding)
  },
}

interface Found {
  readonly key: string
  readonly finding: Finding
}

function undeclared(
  project: Project,
  { jsonPath, templates }: TemplateOwner,
  { removedTags }: CheckedFlavour,
): Found[] {
  // the declarations of a broken file are unknown; json-syntax reports it
  const isBroken = (path: string) => project.files.get(path)?.json?.kind === 'broken'
  if (isBroken(jsonPath) || isBroken('app.json')) return []
  const declared = declaredTags(project, jsonPath)
  const fallen = [jsonPath, 'app.json'].flatMap((json) => removedTags.get(json) ?? [])
  return templates.flatMap((file) =>
    file.template
      .flatMap(namesIn)
      .filter(({ tag }) => !declared.has(tag) && !isBuiltin(tag))
      .map(({ tag, line }) => ({
        key: `${file.path}:${line}:${tag}`,
        finding: {
          file: shownPath(project, file.path),
          line,
          message: fallen.includes(tag)
            ? explainFallen(shownPath(project, standInOf(file.path)), tag)
            : explain(project, file, jsonPath, tag, declared),
        },
      })),
  )
}

/** The tag's name, and the component given by `generic:row="goods-row"`. */
function namesIn({ name, line, attributes }: TemplateTag): { tag: string; line: number }[] {
  const given = attributes
    .filter(({ name, value }) => name.startsWith('generic:') && !value.includes('{{'))
    .map(({ value, line }) => ({ tag: value, line }))
  return [{ tag: name, line }, ...given]
}

function explainFallen(standIn: string, tag: string): string {
  return (
    `<${tag}> draws nothing on the phone: it is a component of a plugin, and the channels flavour has none. ` +
    `Add ${standIn}, which replaces this template there, without the tag.`
  )
}

function explain(
  project: Project,
  file: Template,
  jsonPath: string,
  tag: string,
  declared: ReadonlySet<string>,
): string {
  const instead = HTML_EQUIVALENTS[tag]
  const hint =
    instead === undefined
      ? didYouMean(tag, [...declared, ...BUILTIN_TAGS])
      : ` Use <${instead}> instead.`
  const whose = file.path.replace(/\.wxml$/, '.json') === jsonPath ? '' : ', which draws it,'
  return (
    `<${tag}> draws nothing on the phone: it is no tag of WeChat and not declared.${hint} ` +
    `Correct it, or declare it under "usingComponents" in ${shownPath(project, jsonPath)}${whose}` +
    ' or in app.json.'
  )
}
