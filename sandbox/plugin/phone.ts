/** How the app was opened, including data that WeChat gives to the plugin but not to the app. */
export interface PhoneEntry {
  readonly scene: number
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly shareTicket?: string
}

/** The fields of `window.__sim` that the stand-in uses. */
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

/** Adds a fault of the app to the phone's error list, which end-to-end tests check. */
export function reportFault(message: string): void {
  phone().errors?.push(message)
}

/** The app's first page: the target of the back button if the room was opened directly. */
export function firstPage(): string | null {
  const bundle: unknown = Reflect.get(window, '__miniProgram')
  const page = ['app', 'configs', 'app', 'pages', '0'].reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
    bundle,
  )
  return typeof page === 'string' ? `/${page}` : null
}
