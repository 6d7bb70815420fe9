/** The metrics as the routes use them. */
export interface HttpMetrics {
  readonly contentType: string
  render(): Promise<string>
  /**
   * Returns the counter of one kind of answer. Keep it: the lookup costs more than counting.
   * @param kind `route` is the registered route or `none`, never an address
   */
  answersOf(kind: { method: string; route: string; status: number }): (seconds: number) => void
}
