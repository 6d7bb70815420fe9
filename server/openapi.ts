import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import openapiTS, { astToString } from 'openapi-typescript'
import { renderDocument } from './document'

/**
 * Generates `typings/openapi.json` and `typings/api.d.ts` from the routes (`--write`), or reports
 * that they are out of date. The app is built but not started, so no settings, storage or port are
 * needed. `--to FOLDER` compares or writes another folder.
 */

const TYPINGS = join(__dirname, '..', 'typings')

/** TypeScript types of an OpenAPI document. */
async function renderTypes(document: string): Promise<string> {
  const header =
    '// Generated from the routes of server/ by `npm run typings`. Do not edit by hand.\n\n'
  return header + astToString(await openapiTS(document))
}

/** Names of the files that are out of date. With `write` they are updated. */
async function syncTypings(folder: string, write: boolean): Promise<string[]> {
  const document = await renderDocument()
  const wanted = [
    { name: 'openapi.json', text: document },
    { name: 'api.d.ts', text: await renderTypes(document) },
  ]
  const drifted: string[] = []
  for (const { name, text } of wanted) {
    const path = join(folder, name)
    const present = await readFile(path, 'utf8').catch(() => undefined)
    // Ignore line endings, which a checkout may change.
    if (present?.replaceAll('\r\n', '\n') === text) continue
    drifted.push(name)
    if (write) await writeFile(path, text)
  }
  return drifted
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      write: { type: 'boolean', default: false },
      to: { type: 'string', default: TYPINGS },
    },
  })
  const drifted = await syncTypings(values.to, values.write)
  const files = drifted.map((name) => `typings/${name}`).join(' and ')
  if (drifted.length === 0) console.log('typings/ is up to date with the routes of server/.')
  else if (values.write) console.log(`Wrote ${files}.`)
  else {
    console.error(`Out of date with the routes of server/: ${files}. Run: npm run typings`)
    process.exitCode = 1
  }
}

if (require.main === module) void main()
