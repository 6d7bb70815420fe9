/** Without the live component no page has its <subscribe>. */
export function heardSubscribe(): void {
  // nothing to hear
}
