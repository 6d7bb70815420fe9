import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildFlavour } from '../../../release/flavour/build-flavour'
import { listFiles } from '../../../release/project/list-files'

const SOURCE = path.resolve(__dirname, '../../../miniprogram')

interface ChannelsProject {
  readonly globals: { readonly appRoot: string }
}

/**
 * Before the tests of the project `channels`: writes the app as the release makes its channels flavour,
 * so that the tests run what is uploaded and no second account of the rules is kept. jest.config.js
 * leads each import of the app to that folder, and `appRoot` leads miniprogram-simulate to it.
 */
export default function writeChannelsApp(_config: unknown, project: ChannelsProject): void {
  const { appRoot } = project.globals
  const read = (file: string) => readFileSync(path.join(SOURCE, file), 'utf8')
  const { files } = buildFlavour('channels', listFiles(SOURCE), read)
  for (const { path: file, source, text } of files) {
    // writes changed files only: another run may read them, and jest compares their times
    write(path.join(appRoot, file), text ?? readFileSync(path.join(SOURCE, source)))
  }
  const built = new Set(files.map(({ path: file }) => file))
  for (const file of listFiles(appRoot))
    if (!built.has(file)) rmSync(path.join(appRoot, file), { force: true })
}

function write(target: string, content: string | Buffer): void {
  mkdirSync(path.dirname(target), { recursive: true })
  const bytes = Buffer.from(content)
  const stands = statSync(target, { throwIfNoEntry: false })?.isFile() === true
  if (!stands || !readFileSync(target).equals(bytes)) writeFileSync(target, bytes)
}
