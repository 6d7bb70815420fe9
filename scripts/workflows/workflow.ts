/** A workflow of GitHub Actions as data: all values with their path and line. */
export interface Workflow {
  /** Relative to the project's folder, with forward slashes. */
  readonly file: string
  /** In the order of the file. */
  readonly entries: readonly Entry[]
  /** The lines of the file, for comments. */
  readonly lines: readonly string[]
}

export interface Entry {
  /** @example ['jobs', 'linux', 'steps', 0, 'uses'] */
  readonly path: readonly (string | number)[]
  /**
   * As written, expressions included; '' for a key without a value and for an empty map or list.
   */
  readonly text: string
  /** From 1. */
  readonly line: number
}

/** The entries below `path`. */
export function below({ entries }: Pick<Workflow, 'entries'>, ...path: Entry['path']): Entry[] {
  return entries.filter((entry) => path.every((part, at) => entry.path[at] === part))
}

export interface Job {
  readonly id: string
  /** The line of its start. */
  readonly line: number
  readonly entries: readonly Entry[]
}

export function jobsOf(workflow: Workflow): Job[] {
  const ids = below(workflow, 'jobs').flatMap(({ path: [, id] }) => (id === undefined ? [] : [id]))
  return [...new Set(ids)].map((id) => {
    const entries = below(workflow, 'jobs', id)
    return { id: String(id), line: entries[0]?.line ?? 1, entries }
  })
}

/** The entry of an event in `on: push`, `on: [push]` and `on: {push: …}`. */
export function eventsOf(workflow: Workflow): Entry[] {
  const events = below(workflow, 'on').map(({ path: [, key], text, line }) => {
    const name = typeof key === 'string' ? key : text
    return { path: ['on'], text: name, line }
  })
  return events.filter(({ text }, at) => events.findIndex((other) => other.text === text) === at)
}

/** The comment of a line, for readers and for rules that require a reason. */
export function commentOn({ lines }: Workflow, line: number): string {
  return / #\s*(.*)$/.exec(lines[line - 1] ?? '')?.[1]?.trim() ?? ''
}
