import type { CompiledSpace } from './code-space'
import type { Problem } from './problem'

interface AppJson {
  readonly pages?: readonly string[]
  readonly subpackages?: readonly SubpackageJson[]
  readonly subPackages?: readonly SubpackageJson[]
}

interface SubpackageJson {
  readonly root: string
  readonly pages: readonly string[]
}

/** Pages in app.json must exist: otherwise the error would only appear on navigation. */
export function checkAppConfig(app: CompiledSpace, problems: Problem[]): void {
  const fault = (message: string) => {
    problems.push({ severity: 'error', file: 'app.json', line: 0, message })
  }
  const config = app.configs['app'] as AppJson | undefined
  if (config === undefined) {
    fault('app.json is missing or invalid')
    return
  }
  if (config.pages === undefined || config.pages.length === 0) fault('"pages" is empty')
  const subpackages = config.subpackages ?? config.subPackages ?? []
  const pages = [
    ...(config.pages ?? []),
    ...subpackages.flatMap(({ root, pages: inside }) =>
      inside.map((page) => `${root.replace(/\/?$/, '/')}${page}`),
    ),
  ]
  for (const page of pages) {
    if (app.modules[page] === undefined) fault(`page "${page}" has no script`)
    if (app.configs[page] === undefined) fault(`page "${page}" has no json`)
  }
}
