/** What happened here, for a monitoring system; what the routes need of it. */
export interface HttpMetrics {
  readonly contentType: string
  render(): Promise<string>
  /** @param route as it is registered, or `none`: never an address */
  answered(request: { method: string; route: string; status: number; seconds: number }): void
}
