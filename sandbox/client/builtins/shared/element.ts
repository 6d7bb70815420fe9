/** The DOM element of a built-in component. Only this file accesses the engine's internals. */
export function elementOf(component: object): HTMLElement {
  return engineOf(component).$$
}

interface EngineNode {
  readonly $$: HTMLElement
  readonly id: string
  readonly dataset: Readonly<Record<string, unknown>>
  addListener: (name: string, listener: (event: { readonly detail: unknown }) => void) => void
}

export function engineOf(component: object): EngineNode {
  return (component as { readonly _$: EngineNode })._$ // not in the types of the adapter
}
