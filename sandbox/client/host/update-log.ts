/** The data of one setData call of a page. */
export interface PageUpdate {
  readonly route: string
  readonly paths: readonly string[]
  /** Size as JSON in UTF-8, about the size that WeChat transfers between its threads. */
  readonly bytes: number
}

/** Limits the memory of a long session. */
const MAX_UPDATES = 200

/** Records the setData calls of pages, which determine their speed in WeChat. */
export class UpdateLog {
  readonly updates: PageUpdate[] = []

  note(route: string, changes: object): void {
    const bytes = new TextEncoder().encode(JSON.stringify(changes)).length
    this.updates.push({ route, paths: Object.keys(changes), bytes })
    if (this.updates.length > MAX_UPDATES) this.updates.shift()
  }
}
