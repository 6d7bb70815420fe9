import { createHash, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/**
 * Gives what was made of a source before, or has it made.
 * @param how all that decides what is made, but the source: the compiler's version, its options
 * @param make gives null for what is not to be kept
 */
export type Kept = <Made extends string | null>(
  how: string,
  source: string,
  make: () => Made,
) => Made | string

export function keepIn(folder: string): Kept {
  return (how, source, make) => {
    const name = createHash('sha256').update(`${how}\n`).update(source).digest('hex')
    const file = path.join(folder, name)
    try {
      return fs.readFileSync(file, 'utf8')
    } catch {
      const made = make()
      if (made !== null) write(file, made)
      return made
    }
  }
}

/** Under its name only when it is whole: others read while this writes. */
function write(file: string, made: string): void {
  const unfinished = `${file}.${randomUUID()}`
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(unfinished, made)
    fs.renameSync(unfinished, file)
  } catch {
    // where nothing can be written, each start compiles
  }
}

/** From one start to the next: compiling the phone's scripts is nine tenths of building it. */
export const kept = keepIn(path.resolve(__dirname, '../../../node_modules/.cache/live-shop-phone'))
