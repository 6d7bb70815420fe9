import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { checkAppConfig } from './compile/app-config'
import { emitBundle } from './compile/bundle'
import { bundleClassicScript } from './compile/classic-script'
import { compileSpace, type CompiledSpace } from './compile/code-space'
import { copyFile } from './compile/files'
import { readPackOptions } from './compile/pack-options'
import { ClientBuildError, type Problem } from './compile/problem'
import { readWxNames } from './compile/wx-names'

export { ClientBuildError, explainProblem, type Problem } from './compile/problem'

export interface ClientSource {
  /** Root folder of the mini-program. */
  readonly appRoot: string
  /** Root folder of the plugin stand-in; without it the app runs without plugins. */
  readonly pluginRoot?: string
  /** Emptied before the build. */
  readonly outDir: string
}

export interface ClientBuild {
  /** Warnings, for example a selector that WeChat ignores in a component. */
  readonly problems: readonly Problem[]
  readonly ms: number
}

/**
 * Compiles a native mini-program and the stand-in for its plugin into a static folder for a browser.
 * @throws ClientBuildError with file and line of every error
 */
export async function buildClient({
  appRoot,
  pluginRoot,
  outDir,
}: ClientSource): Promise<ClientBuild> {
  const start = performance.now()
  const problems: Problem[] = []
  const builtins = compileSpace(
    {
      root: path.join(__dirname, 'builtins'),
      id: '@builtin',
      scopeLetter: 'b',
      scriptsAreComponents: true,
    },
    problems,
  )
  const app = compileSpace(
    { root: appRoot, id: '', scopeLetter: 'c', isPacked: readPackOptions(appRoot) },
    problems,
  )
  const plugins = pluginRoot === undefined ? [] : [compilePlugin(pluginRoot, problems)]
  checkAppConfig(app, problems)
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new ClientBuildError(errors)

  fs.rmSync(outDir, { recursive: true, force: true })
  fs.mkdirSync(outDir, { recursive: true })
  const write = (name: string, text: string) =>
    fs.promises.writeFile(path.join(outDir, name), text, 'utf8')
  await Promise.all([
    write('bundle.js', emitBundle({ builtins, app, plugins, wxNames: readWxNames() })),
    write('host.js', bundleClassicScript(path.join(__dirname, 'host/index.ts'))),
    write('preview.js', bundleClassicScript(path.join(__dirname, 'host/preview/index.ts'))),
  ])
  copyAssets(app, appRoot, outDir)
  for (const plugin of plugins)
    if (pluginRoot !== undefined)
      copyAssets(plugin, pluginRoot, path.join(outDir, '__plugin__', plugin.id))
  copyFolder(path.join(__dirname, 'public'), outDir)
  copyFonts(path.join(outDir, 'fonts'))
  return { problems, ms: Math.round(performance.now() - start) }
}

function compilePlugin(root: string, problems: Problem[]): CompiledSpace {
  const { provider } = JSON.parse(fs.readFileSync(path.join(root, 'plugin.json'), 'utf8')) as {
    provider: string
  }
  return compileSpace({ root, id: provider, scopeLetter: 'p' }, problems)
}

function copyAssets(space: CompiledSpace, root: string, to: string): void {
  for (const file of space.assets) copyFile(path.join(root, file), path.join(to, file))
}

function copyFolder(from: string, to: string): void {
  for (const name of fs.readdirSync(from)) copyFile(path.join(from, name), path.join(to, name))
}

/** For machines without Chinese fonts: two weights, 2.3 MB, with Latin digits. */
const FONTS = ['chinese-simplified', 'latin'].flatMap((subset) =>
  ['400', '700'].map((weight) => `noto-sans-sc-${subset}-${weight}-normal.woff2`),
)

function copyFonts(to: string): void {
  const root = path.dirname(
    createRequire(__filename).resolve('@fontsource/noto-sans-sc/package.json'),
  )
  for (const font of FONTS) copyFile(path.join(root, 'files', font), path.join(to, font))
}
