import { didYouMean } from '../nearest'
import type { Finding } from '../problem'
import { declaredTags } from '../project/components'
import { type Project, shownPath } from '../project/project'
import { standInFor } from '../flavour/stand-ins'
import { type Drawn, drawnByTemplates, type Template } from '../project/templates'
import type { TemplateTag } from '../project/wxml'
import { BUILTIN_TAGS, isBuiltin } from './builtin-tags'
import type { BuiltFlavour, Rule } from './rule'

/** What people bring from HTML. */
const INSTEAD: Readonly<Record<string, string>> = {
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
 * A tag that nobody declares is an empty element: no error in the compiler, none on the phone, and
 * nothing to see (measured with miniprogram-ci 2.1.42: not caught).
 */
export const undeclaredTag: Rule = {
  name: 'undeclared-tag',
  check: ({ project, flavour }) => {
    const told = new Set<string>()
    return drawnByTemplates(project)
      .flatMap((drawn) => undeclared(project, drawn, flavour))
      .filter(({ key }) => {
        // a piece that two pages include is told of once
        const isNew = !told.has(key)
        told.add(key)
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
  { jsonPath, templates }: Drawn,
  { fallenTags }: BuiltFlavour,
): Found[] {
  // what a broken file declares nobody knows, and json-syntax tells of it
  const isBroken = (path: string) => project.files.get(path)?.json?.kind === 'broken'
  if (isBroken(jsonPath) || isBroken('app.json')) return []
  const declared = declaredTags(project, jsonPath)
  const fallen = [jsonPath, 'app.json'].flatMap((json) => fallenTags.get(json) ?? [])
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
            ? explainFallen(shownPath(project, standInFor(file.path)), tag)
            : explain(project, file, jsonPath, tag, declared),
        },
      })),
  )
}

/** The tag's own name, and the component that it is given by `generic:row="goods-row"`. */
function namesIn({ name, line, attributes }: TemplateTag): { tag: string; line: number }[] {
  const given = attributes
    .filter(({ name, value }) => name.startsWith('generic:') && !value.includes('{{'))
    .map(({ value, line }) => ({ tag: value, line }))
  return [{ tag: name, line }, ...given]
}

function explainFallen(standIn: string, tag: string): string {
  return (
    `<${tag}> draws nothing on the phone: it is a plugin's, and the channels flavour has none. ` +
    `Write ${standIn}, which stands in for this template there, without the tag.`
  )
}

function explain(
  project: Project,
  file: Template,
  jsonPath: string,
  tag: string,
  declared: ReadonlySet<string>,
): string {
  const instead = INSTEAD[tag]
  const hint =
    instead === undefined
      ? didYouMean(tag, [...declared, ...BUILTIN_TAGS])
      : ` WeChat has <${instead}> for it.`
  const whose = file.path.replace(/\.wxml$/, '.json') === jsonPath ? '' : ', which draws it,'
  return (
    `<${tag}> draws nothing on the phone: it is neither WeChat's nor declared.${hint} ` +
    `Correct it, or declare it under "usingComponents" in ${shownPath(project, jsonPath)}${whose}` +
    ' or in app.json.'
  )
}
