import { nearest } from './did-you-mean'
import { findModule, moduleTarget, type NeededModule, neededModules } from '../project/modules'
import { type Project, shownPath, type SourceFile } from '../project/project'
import type { Rule } from './rule'

/**
 * Missing modules of scripts, except modules of types. The compiler packs the script without an
 * error (measured with miniprogram-ci 2.1.42). Not seen: computed names; names imported from
 * typings or from outside the app, which the compiler drops if they are types.
 * @see framework/app-service/module
 */
export const missingModule: Rule = {
  name: 'missing-module',
  check: ({ project }) =>
    [...project.files.values()].flatMap((file) =>
      neededModules(file)
        .filter((module) => findModule(project, file.path, module.specifier) === null)
        .filter((module) => !isOfTypes(project, file, module))
        .map((module) => ({
          file: shownPath(project, file.path),
          line: module.line,
          message: explain(project, file, module),
        })),
    ),
}

function isOfTypes(project: Project, { path }: SourceFile, module: NeededModule): boolean {
  const target = moduleTarget(project, path, module.specifier)
  if (module.takesNames !== true || target === null) return false
  return target.startsWith('../') || project.files.has(`${target.replace(/\.d$/, '')}.d.ts`)
}

function explain(project: Project, { path }: SourceFile, module: NeededModule): string {
  const { specifier, isSynchronous } = module
  const effect = isSynchronous
    ? 'this throws when the file runs, and the rest of the file does not run'
    : 'the promise is rejected each time'
  return `There is no module "${specifier}": on the phone ${effect}. ${remedy(project, path, specifier)}`
}

function remedy(project: Project, from: string, specifier: string): string {
  const target = moduleTarget(project, from, specifier)
  if (target === null)
    return 'Write a path that begins with ./ or ../, or build the npm packages in DevTools.'
  const isWxs = /\.wx(?:s|ml)$/.test(from)
  const meant = nearest(target, moduleNames(project, isWxs))
  return `${meant === null ? '' : `Did you mean /${meant}? `}Correct the path, or add ${target}${
    isWxs || /\.\w+$/.test(target) ? '' : '.ts'
  }.`
}

function moduleNames(project: Project, isWxs: boolean): string[] {
  const scripts = [...project.files.values()].flatMap(({ path, script }) => (script ? [path] : []))
  return isWxs
    ? scripts.filter((path) => path.endsWith('.wxs'))
    : scripts.filter((path) => !path.endsWith('.wxs')).map((path) => path.replace(/\.\w+$/, ''))
}
