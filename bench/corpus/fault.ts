import type { Flavour } from '../../release/flavour/flavour'

/** One thing wrong in an app that is otherwise right, and the rule of `npm run check` meant for it. */
export interface Fault {
  /** What is wrong, in words: `npm run check:corpus -- --only NAME` finds it by a part of them. */
  readonly name: string
  /** The rule that has to catch it; others may speak up as well. */
  readonly rule: string
  /** The file that the rule has to name, where that is not one of those that were changed. */
  readonly at?: string
  /** Those that have to be checked for it, where that is not the plugin flavour alone. */
  readonly flavours?: readonly Flavour[]
  readonly edit: (app: AppFiles) => void
}

/** The app's files, by their paths from the project's folder: `miniprogram/app.json`. */
export interface AppFiles {
  /** @throws where there is no such file, as all of these do but `write` */
  read(path: string): string
  write(path: string, content: string | Uint8Array): void
  remove(path: string): void
  /** The first `from` only. @throws where there is none: a fault must not silently do nothing */
  replace(path: string, from: string, to: string): void
}

/** What a fault makes of the app: the changed files with their new content, null for removed ones. */
export type Changes = ReadonlyMap<string, string | Uint8Array | null>

/** @param original the text of a file of the app, null where there is none */
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
    if (current(path) === content) throw new Error(`${path} has this content already.`)
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
      if (!text.includes(from)) throw new Error(`${path} holds no ${JSON.stringify(from)}.`)
      write(
        path,
        text.replace(from, () => to),
      )
    },
  })
  if (changes.size === 0) throw new Error('It changes nothing.')
  return changes
}
