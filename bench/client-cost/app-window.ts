/** What the sandbox's client shows of the app, as far as it is measured; see sandbox/client/host/sim.ts. */
export interface AppWindow {
  __sim: {
    stack(): string[]
    data(): Record<string, { kind?: string } | undefined>
    readonly updates: readonly { readonly bytes: number }[]
    readonly wx: {
      navigateTo(options: { url: string }): Promise<unknown>
      navigateBack(): Promise<unknown>
    }
  }
  /** Noted by `opening.ts` when the first room stood on the screen. */
  __stood?: { readonly updates: number; readonly answers: number }
}
