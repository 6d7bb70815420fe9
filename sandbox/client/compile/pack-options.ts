import fs from 'node:fs'
import path from 'node:path'

interface Ignored {
  readonly type: string
  readonly value: string
}

/**
 * Files of the app that WeChat leaves out of the package: `packOptions.ignore` of project.config.json. Code
 * that requires one of them fails here too.
 * @returns whether a file, relative to the app's root, is part of the package
 */
export function readPackOptions(appRoot: string): (file: string) => boolean {
  const file = path.resolve(appRoot, '../project.config.json')
  if (!fs.existsSync(file)) return () => true
  const { packOptions, miniprogramRoot = '' } = JSON.parse(fs.readFileSync(file, 'utf8')) as {
    packOptions?: { ignore?: readonly Ignored[] }
    miniprogramRoot?: string
  }
  if (path.resolve(path.dirname(file), miniprogramRoot) !== path.resolve(appRoot)) return () => true
  const rules = (packOptions?.ignore ?? []).map(matcher)
  return (one) => !rules.some((matches) => matches(one))
}

function matcher({ type, value }: Ignored): (file: string) => boolean {
  const rooted = value.replace(/^\.?\//, '')
  switch (type) {
    case 'file':
      return (file) => file === rooted
    case 'folder':
      return (file) => file.startsWith(`${rooted.replace(/\/$/, '')}/`)
    case 'suffix':
      return (file) => file.endsWith(value)
    case 'prefix':
      return (file) => path.posix.basename(file).startsWith(value)
    case 'regexp':
      return regExpMatcher(new RegExp(value))
    case 'glob':
      return regExpMatcher(globPattern(rooted))
    default:
      throw new Error(
        `project.config.json: unknown type "${type}" in packOptions.ignore. ` +
          'Use file, folder, suffix, prefix, regexp or glob.',
      )
  }
}

const regExpMatcher = (pattern: RegExp) => (file: string) => pattern.test(file)

function globPattern(glob: string): RegExp {
  const source = glob
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => GLOB_SIGNS[part] ?? part.replace(/[.+^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${source.join('')}$`)
}

const GLOB_SIGNS: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
}
