import { secretIn } from '../compile/secrets'
import type { PackedFile } from '../compile/messages'
import type { Finding } from '../problem'
import { packedSource } from '../project/packed-source'
import { type Project, shownPath } from '../project/project'
import type { Rule } from './rule'

/** Names of files that contain only secrets. */
const SECRET_FILE = /\.(?:key|pem|p12|pfx|p8|jks|keystore)$|(?:^|\/)\.env(?:\.[\w.-]+)?$|\.env$/i

/** Anyone with the app can unpack its package and read everything in it. */
const EFFECT =
  'would be uploaded, and anyone can read it by unpacking the app on a phone. Move it to the server. ' +
  'If it was ever uploaded or committed, replace it in the console.'

/**
 * Secrets in packed files: found by the file's name, by the first line of a private key in any
 * file, and by `appSecret: '…'` in a source. Not seen: passwords under other names.
 */
export const packedSecret: Rule = {
  name: 'packed-secret',
  check: ({ project, packed }) => (packed ?? []).flatMap((file) => findings(project, file)),
}

function findings(project: Project, { path, holdsKey }: PackedFile): Finding[] {
  const source = packedSource(project, path)
  const file = shownPath(project, source?.path ?? path)
  if (SECRET_FILE.test(path)) return [{ file, line: 1, message: `This file of secrets ${EFFECT}` }]
  const found = (source?.text?.split('\n') ?? []).flatMap((line, index) => {
    const what = secretIn(line)
    return what === null ? [] : [{ file, line: index + 1, message: `The ${what} here ${EFFECT}` }]
  })
  const isHidden = holdsKey === true && found.length === 0
  return isHidden ? [{ file, line: 1, message: `The private key in this file ${EFFECT}` }] : found
}
