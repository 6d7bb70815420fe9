import { didYouMean } from './did-you-mean'
import type { Finding } from '../problem'
import { componentEntries, declaredTags } from '../project/components'
import {
  isRecord,
  jsonObject,
  packageOf,
  type Project,
  shownPath,
  type SourceFile,
} from '../project/project'
import { BUILTIN_TAGS, isBuiltin } from './builtin-tags'
import type { Rule } from './rule'

/**
 * A placeholder is drawn while the package of its component loads, so it must be available itself.
 * The compiler accepts any name (measured with miniprogram-ci 2.1.42).
 * @see subpackages/async, componentPlaceholder
 */
export const unknownPlaceholder: Rule = {
  name: 'unknown-placeholder',
  check: ({ project }) => [...project.files.values()].flatMap((file) => unknownIn(project, file)),
}

function unknownIn(project: Project, file: SourceFile): Finding[] {
  const { json, path } = file
  const { componentPlaceholder } = jsonObject(json)
  if (!isRecord(componentPlaceholder) || json?.kind !== 'parsed') return []
  const declared = declaredTags(project, path)
  return Object.entries(componentPlaceholder).flatMap(([tag, placeholder]) => {
    const lack = declared.has(tag)
      ? whatLacks(project, file, tag, placeholder, declared)
      : `belongs to <${tag}>, which is not declared here, and is never drawn.` +
        `${didYouMean(tag, declared)} Correct the name, or remove the line.`
    return lack === null
      ? []
      : [
          {
            file: shownPath(project, path),
            line: json.lineOf('componentPlaceholder', tag),
            message: `The placeholder ${JSON.stringify(placeholder)} ${lack}`,
          },
        ]
  })
}

function whatLacks(
  project: Project,
  file: SourceFile,
  tag: string,
  placeholder: unknown,
  declared: ReadonlySet<string>,
): string | null {
  if (typeof placeholder !== 'string') return 'is no tag. Name an existing tag such as "view".'
  if (isBuiltin(placeholder)) return null
  if (!declared.has(placeholder) || placeholder === tag)
    return (
      `does not exist, so the page stays empty while <${tag}> loads.` +
      `${didYouMean(placeholder, [...declared, ...BUILTIN_TAGS])} Name a tag of WeChat such as ` +
      '"view", or declare the component.'
    )
  return isAvailable(project, file, placeholder)
    ? null
    : `is in another package and must load itself. Name a component of this package or of the main one, or "view".`
}

/** Whether the component is in the file's own package or the main package. */
function isAvailable(project: Project, file: SourceFile, tag: string): boolean {
  const homes = [file, project.files.get('app.json')]
  const entry = homes.flatMap(componentEntries).find((component) => component.tag === tag)
  if (!entry) return true // a generic component
  const home = entry.path === null ? undefined : packageOf(project, entry.path)
  return home !== undefined && (home.root === '' || home === packageOf(project, file.path))
}
