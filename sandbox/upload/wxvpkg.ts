/** The body is not a valid package. The message is sent to the client. */
export class InvalidPackage extends Error {
  override readonly name = 'NotAPackage'
}

const FIRST_BYTE = 0xbe
const LAST_HEADER_BYTE = 0xed
const HEADER_BYTES = 14

/**
 * Unpacks the package format of WeChat's tools. Big-endian: 0xBE, version, length of the index, length of the
 * data, 0xED; the index: a count, then for each file the length of its name, the name, its offset from the
 * start of the package, its length; then the data.
 * @returns the files by name, without the leading slash
 * @throws NotAPackage
 * @see miniprogram-ci, dist/ci/utils/pack.js
 */
export function unpack(pack: Buffer): Map<string, Buffer> {
  if (pack.length < HEADER_BYTES + 4)
    throw new InvalidPackage('the package is shorter than its header')
  if (pack[0] !== FIRST_BYTE || pack[HEADER_BYTES - 1] !== LAST_HEADER_BYTE) {
    throw new InvalidPackage('the package has no wxvpkg header')
  }
  const dataAt = HEADER_BYTES + pack.readUInt32BE(5)
  const dataEnd = dataAt + pack.readUInt32BE(9)
  if (dataEnd !== pack.length) throw new InvalidPackage('the lengths in the header are wrong')
  const files = new Map<string, Buffer>()
  let at = HEADER_BYTES
  const number = (): number => {
    if (at + 4 > dataAt) throw new InvalidPackage('the index is incomplete')
    at += 4
    return pack.readUInt32BE(at - 4)
  }
  for (let left = number(); left > 0; left--) {
    const nameEnd = number() + at
    if (nameEnd > dataAt) throw new InvalidPackage('the index is incomplete')
    const name = pack.subarray(at, nameEnd).toString('utf8').replace(/^\//, '')
    at = nameEnd
    const offset = number()
    const end = offset + number()
    if (offset < dataAt || end > dataEnd) throw new InvalidPackage(`${name} is outside the package`)
    if (files.has(name)) throw new InvalidPackage(`${name} occurs twice in the package`)
    files.set(name, pack.subarray(offset, end))
  }
  return files
}
