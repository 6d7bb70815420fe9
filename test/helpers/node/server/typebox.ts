import { createRequire } from 'node:module'
import path from 'node:path'
import { buildSync } from 'esbuild'

interface ServerProject {
  readonly globals: { readonly typebox: string }
}

/**
 * Global setup of the project `server`: typebox has only ES modules, which jest cannot require
 * before Node 24.9, and four hundred of them, which every test would load separately. They are
 * bundled once.
 */
export default function bundleTypebox(_config: unknown, project: ServerProject): void {
  const fromServer = createRequire(path.resolve(__dirname, '../../../../server/package.json'))
  buildSync({
    entryPoints: {
      typebox: fromServer.resolve('typebox'),
      'typebox-compile': fromServer.resolve('typebox/compile'),
    },
    outdir: path.dirname(project.globals.typebox),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
  })
}
