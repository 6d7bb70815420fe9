/** What happened here, for a monitoring system; what the routes need of it. */
export interface HttpMetrics {
  readonly contentType: string
  render(): Promise<string>
  /**
   * Where answers of one kind are counted; to be kept, as looking it up costs more than counting.
   * @param kind its route is as it is registered, or `none`: never an address
   */
  answersOf(kind: { method: string; route: string; status: number }): (seconds: number) => void
}
