/** A workflow of GitHub Actions as data: every value with the way to it and the line it stands on. */
export interface Workflow {
  /** From the project's folder, forward slashes. */
  readonly file: string
  /** In the order of the file. */
  readonly entries: readonly Entry[]
  /** Of the file; a comment is no part of a value. */
  readonly lines: readonly string[]
}

export interface Entry {
  /** @example ['jobs', 'linux', 'steps', 0, 'uses'] */
  readonly path: readonly (string | number)[]
  /** As written, expressions included; '' where a key has no value, or an empty map or list. */
  readonly text: string
  /** From 1. */
  readonly line: number
}

/** What of a workflow stands below `path`. */
export function below({ entries }: Pick<Workflow, 'entries'>, ...path: Entry['path']): Entry[] {
  return entries.filter((entry) => path.every((part, at) => entry.path[at] === part))
}

export interface Job {
  readonly id: string
  /** Where it begins. */
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

/** On `on: push`, `on: [push]` and `on: {push: …}` alike. */
export function eventsOf(workflow: Workflow): Entry[] {
  const events = below(workflow, 'on').map(({ path: [, key], text, line }) => {
    const name = typeof key === 'string' ? key : text
    return { path: ['on'], text: name, line }
  })
  return events.filter(({ text }, at) => events.findIndex((other) => other.text === text) === at)
}

/** What stands behind `#` on a line, for readers and for rules that ask for a reason. */
export function commentOn({ lines }: Workflow, line: number): string {
  return / #\s*(.*)$/.exec(lines[line - 1] ?? '')?.[1]?.trim() ?? ''
}
