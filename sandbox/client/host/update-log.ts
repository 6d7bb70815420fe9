/** What one setData of a page sent to its screen. */
export interface PageUpdate {
  readonly route: string
  readonly paths: readonly string[]
  /** As JSON in UTF-8, which is about what WeChat carries from the app's thread to the screen's. */
  readonly bytes: number
}

/** A long visit must not fill the browser with notes about it. */
const MOST_KEPT = 200

/** Notes what pages send to the screen: in WeChat it is what a page's speed hangs on. */
export class UpdateLog {
  readonly updates: PageUpdate[] = []

  note(route: string, changes: object): void {
    const bytes = new TextEncoder().encode(JSON.stringify(changes)).length
    this.updates.push({ route, paths: Object.keys(changes), bytes })
    if (this.updates.length > MOST_KEPT) this.updates.shift()
  }
}
