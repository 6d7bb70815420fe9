import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

const ROOT = path.resolve(__dirname, '../..')

/**
 * The back end as JavaScript, laid out as in the project: it starts in half the time that the sources
 * take, so that more of a storm is spent on calls and kills. Types are `npm run typecheck`'s business.
 * @returns the file to start
 */
export function buildBackEnd(folder: string): string {
  const sources = path.join(ROOT, 'server/src')
  const target = path.join(folder, 'server/dist')
  const config = ts.readConfigFile(path.join(ROOT, 'server/tsconfig.build.json'), (file) =>
    readFileSync(file, 'utf8'),
  )
  const base = ts.parseJsonConfigFileContent(config.config, ts.sys, path.join(ROOT, 'server'))
  for (const name of readdirSync(sources, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue
    const text = readFileSync(path.join(sources, name), 'utf8')
    const { outputText } = ts.transpileModule(text, { compilerOptions: base.options })
    const file = path.join(target, name.replace(/\.ts$/, '.js'))
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, outputText)
  }
  for (const place of ['node_modules', 'server/node_modules'])
    symlinkSync(path.join(ROOT, place), path.join(folder, place), 'junction')
  const start = path.join(folder, 'start.cjs')
  // Should the storm itself be killed, its back ends must not live on, not even while they start.
  writeFileSync(
    start,
    `process.once('disconnect', () => process.exit(1))\nrequire('./server/dist/main.js')\n`,
  )
  return start
}
