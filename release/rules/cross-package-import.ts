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
import { templateReferences, styleReferences } from '../project/references'
import type { Rule } from './rule'

/**
 * A file may use its own package and the main package. Another package may not be on the phone yet:
 * the compiler packs the import without an error, and the app crashes at its first start
 * (measured).
 * @see framework/subpackages/basic, reference rules
 */
export const crossPackageImport: Rule = {
  name: 'cross-package-import',
  check: ({ project }) =>
    [...project.files.values()].flatMap((file) =>
      references(project, file).flatMap(({ target, line, remedy }) =>
        findings(project, file, target, line, remedy),
      ),
    ),
}

interface Reference {
  readonly target: string | null
  readonly line: number
  readonly remedy: string
}

function findings(
  project: Project,
  file: SourceFile,
  target: string | null,
  line: number,
  remedy: string,
): Finding[] {
  const from = packageOf(project, file.path)
  const to = target === null ? undefined : packageOf(project, target)
  if (!from || !to || to.root === '' || to === from) return []
  return [
    {
      file: shownPath(project, file.path),
      line,
      message: `The package ${from.name} imports from ${to.name} (${target ?? ''}), which may not be on the phone yet. ${remedy}`,
    },
  ]
}

const MOVE_FILE = 'Move the file to the main package'

function references(project: Project, file: SourceFile): Reference[] {
  const { path, text, script, template } = file
  const modules = neededModules(file)
    .filter(({ isSynchronous }) => isSynchronous)
    .map(({ specifier, line }) => ({
      target: moduleTarget(project, path, specifier),
      line,
      remedy: path.endsWith('.wxml')
        ? `${MOVE_FILE}.`
        : `${MOVE_FILE}, or load it with require.async.`,
    }))
  if (template) return [...modules, ...importReferences(path, templateReferences(template))]
  if (script) return modules
  if (text !== null && path.endsWith('.wxss')) return importReferences(path, styleReferences(text))
  return components(file)
}

function importReferences(path: string, found: ReturnType<typeof templateReferences>): Reference[] {
  return found.map(({ specifier, line }) => ({
    target: resolveRelative(path, specifier),
    line,
    remedy: `${MOVE_FILE}.`,
  }))
}

/** A component of another package is allowed if it has a placeholder. @see subpackages/async */
function components({ path, json }: SourceFile): Reference[] {
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
            remedy: `${MOVE_FILE}, or give <${tag}> a "componentPlaceholder".`,
          },
        ],
  )
}
