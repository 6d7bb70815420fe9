import { readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildSync } from 'esbuild'

const ROOT = path.resolve(__dirname, '../..')

/**
 * Compiles the back end to JavaScript with the project's folder layout. It starts in half the time
 * of the sources. Types are checked by `npm run typecheck`.
 * @returns the file to start
 */
export function buildBackEnd(folder: string): string {
  const sources = path.join(ROOT, 'server/src')
  buildSync({
    entryPoints: readdirSync(sources, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => path.join(sources, name)),
    outdir: path.join(folder, 'server/dist'),
    tsconfig: path.join(ROOT, 'server/tsconfig.build.json'),
    format: 'cjs',
    platform: 'node',
    target: 'node20',
  })
  for (const place of ['node_modules', 'server/node_modules'])
    symlinkSync(path.join(ROOT, place), path.join(folder, place), 'junction')
  const start = path.join(folder, 'start.cjs')
  // If the storm is killed, its back ends must end too, also while they start.
  writeFileSync(
    start,
    `process.once('disconnect', () => process.exit(1))\nrequire('./server/dist/main.js')\n`,
  )
  return start
}
