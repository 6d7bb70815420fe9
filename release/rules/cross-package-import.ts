import type { Finding } from '../problem'
import { moduleTarget, neededModules } from '../project/modules'
import {
  isRecord,
  jsonObject,
  packageOf,
  type Project,
  shownPath,
  type SourceFile,
} from '../project/project'
import { resolveRelative } from '../project/resolve'
import { pulledBy, styleReferences } from '../project/template-source'
import type { Rule } from './rule'

/**
 * A file reaches its own package and the main one. The rest may not be on the phone yet: the
 * compiler packs it all the same, and the app dies at the first start (measured: not caught).
 * @see framework/subpackages/basic, reference rules
 */
export const crossPackageImport: Rule = {
  name: 'cross-package-import',
  check: ({ project }) =>
    [...project.files.values()].flatMap((file) =>
      references(project, file).flatMap(({ target, line, words }) =>
        judge(project, file, target, line, words),
      ),
    ),
}

interface Reached {
  readonly target: string | null
  readonly line: number
  readonly words: string
}

function judge(
  project: Project,
  file: SourceFile,
  target: string | null,
  line: number,
  words: string,
): Finding[] {
  const from = packageOf(project, file.path)
  const to = target === null ? undefined : packageOf(project, target)
  if (!from || !to || to.root === '' || to === from) return []
  return [
    {
      file: shownPath(project, file.path),
      line,
      message: `The package ${from.name} reaches into ${to.name} (${target ?? ''}). ${words}`,
    },
  ]
}

const SHARED = 'Move the file to the main package'

function references(project: Project, file: SourceFile): Reached[] {
  const { path, text, script, template } = file
  const modules = neededModules(file)
    .filter(({ atOnce }) => atOnce)
    .map(({ specifier, line }) => ({
      target: moduleTarget(project, path, specifier),
      line,
      words: path.endsWith('.wxml') ? `${SHARED}.` : `${SHARED}, or load it with require.async.`,
    }))
  if (template) return [...modules, ...pulled(path, pulledBy(template))]
  if (script) return modules
  if (text !== null && path.endsWith('.wxss')) return pulled(path, styleReferences(text))
  return components(file)
}

function pulled(path: string, found: ReturnType<typeof pulledBy>): Reached[] {
  return found.map(({ specifier, line }) => ({
    target: resolveRelative(path, specifier),
    line,
    words: `${SHARED}.`,
  }))
}

/** A component of another package is allowed behind a placeholder. @see subpackages/async */
function components({ path, json }: SourceFile): Reached[] {
  const { usingComponents, componentPlaceholder } = jsonObject(json)
  if (!isRecord(usingComponents) || json?.kind !== 'parsed') return []
  const placeholders = isRecord(componentPlaceholder) ? componentPlaceholder : {}
  return Object.entries(usingComponents).flatMap(([tag, target]) =>
    typeof target !== 'string' || tag in placeholders
      ? []
      : [
          {
            target: resolveRelative(path, target),
            line: json.lineOf('usingComponents', tag),
            words: `${SHARED}, or give <${tag}> a "componentPlaceholder".`,
          },
        ],
  )
}
