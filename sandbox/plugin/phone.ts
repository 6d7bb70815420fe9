/** How the shopper came in, with what WeChat hides from the app and shows to its plugin. */
export interface PhoneEntry {
  readonly scene: number
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly shareTicket?: string
}

/** The part of `window.__sim` that the stand-in needs. */
interface Phone {
  readonly entry?: PhoneEntry
  readonly errors?: string[]
}

function phone(): Phone {
  const sim: unknown = Reflect.get(window, '__sim')
  return typeof sim === 'object' && sim !== null ? sim : {}
}

export function phoneEntry(): PhoneEntry | null {
  return phone().entry ?? null
}

/** A fault of the app that a phone would not show: listed where every end-to-end test looks. */
export function reportFault(message: string): void {
  phone().errors?.push(message)
}

/** The app's own first page, where a room that was entered directly leads back to. */
export function firstPage(): string | null {
  const bundle: unknown = Reflect.get(window, '__miniProgram')
  const page = ['app', 'configs', 'app', 'pages', '0'].reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
    bundle,
  )
  return typeof page === 'string' ? `/${page}` : null
}
