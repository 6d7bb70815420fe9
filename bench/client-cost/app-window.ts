/**
 * The values that the sandbox's client exposes for measurements; see sandbox/client/host/sim.ts.
 */
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
  /** Set by `opening.ts` when the first room was drawn. */
  __stood?: { readonly updates: number; readonly answers: number }
}
