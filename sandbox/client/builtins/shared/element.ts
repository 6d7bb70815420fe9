/** The DOM element of a built-in component: the one place that reaches behind the engine. */
export function elementOf(component: object): HTMLElement {
  return engineOf(component).$$
}

interface EngineNode {
  readonly $$: HTMLElement
  readonly id: string
  readonly dataset: Readonly<Record<string, unknown>>
  addListener: (name: string, listener: () => void) => void
}

export function engineOf(component: object): EngineNode {
  return (component as { readonly _$: EngineNode })._$
}
