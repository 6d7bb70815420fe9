import type { Flavour } from '../../release/flavour/flavour'

/** One fault in an otherwise correct app, and the rule of `npm run check` that must find it. */
export interface Fault {
  /** Describes the fault. `npm run check:corpus -- --only NAME` matches a part of it. */
  readonly name: string
  /** The rule that must find it. Other rules may find it too. */
  readonly rule: string
  /** The file that the finding must name, if it is not one of the changed files. */
  readonly at?: string
  /** The flavours to check. Default: the plugin flavour. */
  readonly flavours?: readonly Flavour[]
  readonly edit: (app: AppFiles) => void
}

/** Access to the app's files by their path from the project's folder: `miniprogram/app.json`. */
export interface AppFiles {
  /** @throws if there is no such file; the others except `write` throw too */
  read(path: string): string
  write(path: string, content: string | Uint8Array): void
  remove(path: string): void
  /** Replaces the first `from`. @throws if there is none */
  replace(path: string, from: string, to: string): void
}

/** The changed files of a fault with their new content; null for removed files. */
export type Changes = ReadonlyMap<string, string | Uint8Array | null>

/** @param original returns the text of a file of the app; null if there is none */
export function changesOf(fault: Fault, original: (path: string) => string | null): Changes {
  const changes = new Map<string, string | Uint8Array | null>()
  const current = (path: string) => {
    const changed = changes.get(path)
    return changed === undefined ? original(path) : changed
  }
  const read = (path: string) => {
    const content = current(path)
    if (content === null) throw new Error(`There is no ${path}.`)
    return typeof content === 'string' ? content : Buffer.from(content).toString('utf8')
  }
  const write = (path: string, content: string | Uint8Array) => {
    if (current(path) === content) throw new Error(`${path} already has this content.`)
    changes.set(path, content)
  }
  fault.edit({
    read,
    write,
    remove: (path) => {
      read(path)
      changes.set(path, null)
    },
    replace: (path, from, to) => {
      const text = read(path)
      if (!text.includes(from)) throw new Error(`${path} does not contain ${JSON.stringify(from)}.`)
      write(
        path,
        text.replace(from, () => to),
      )
    },
  })
  if (changes.size === 0) throw new Error('The fault changes nothing.')
  return changes
}
