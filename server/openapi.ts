import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import openapiTS, { astToString } from 'openapi-typescript'
import { buildHttp } from './src/http/server'
import type { Readiness } from './src/http/health-schemas'
import type { Lookup } from './src/http/shop-window'

/**
 * Writes `typings/openapi.json` and `typings/api.d.ts` from the routes (`--write`), or says that
 * they no longer tell what the routes tell. The app is built, never started: no settings, no
 * storage and no port are needed.
 */

const TYPINGS = join(__dirname, '..', 'typings')

/** The OpenAPI 3.1 document as text, the same on every machine. */
export async function renderDocument(): Promise<string> {
  const nothing = (): Lookup => ({ kind: 'no-list-yet' })
  const readiness: Readiness = {
    ready: false,
    storage: 'not opened',
    snapshot: null,
    quota: null,
    lastWechatError: null,
  }
  const app = await buildHttp({
    settings: { corsOrigins: [], trustProxy: [], rateLimitPerMinute: 1 },
    window: { home: nothing, rooms: nothing, room: nothing, replays: nothing, product: nothing },
    readHealth: () => Promise.resolve(readiness),
  })
  await app.ready()
  const document = app.swagger()
  await app.close()
  return `${JSON.stringify(document, null, 2)}\n`
}

/** TypeScript types of a document. */
export async function renderTypes(document: string): Promise<string> {
  const header =
    '// Generated from the routes of server/ by `npm run typings`. Do not edit by hand.\n\n'
  return header + astToString(await openapiTS(document))
}

/** Names of the files that differ from what the routes say; with `write`, they are brought up to date. */
export async function syncTypings(folder: string, write: boolean): Promise<string[]> {
  const document = await renderDocument()
  const wanted = [
    { name: 'openapi.json', text: document },
    { name: 'api.d.ts', text: await renderTypes(document) },
  ]
  const drifted: string[] = []
  for (const { name, text } of wanted) {
    const path = join(folder, name)
    const present = await readFile(path, 'utf8').catch(() => undefined)
    // A checkout may have turned line ends; that is no drift.
    if (present?.replaceAll('\r\n', '\n') === text) continue
    drifted.push(name)
    if (write) await writeFile(path, text)
  }
  return drifted
}

async function main(): Promise<void> {
  const write = process.argv.includes('--write')
  const drifted = await syncTypings(TYPINGS, write)
  const files = drifted.map((name) => `typings/${name}`).join(' and ')
  if (drifted.length === 0) console.log('typings/ tells what the routes of server/ tell.')
  else if (write) console.log(`Wrote ${files}.`)
  else {
    console.error(`${files} no longer tells what the routes of server/ tell. Run: npm run typings`)
    process.exitCode = 1
  }
}

if (require.main === module) void main()
