/** The shop's own pages that the live part opens. Paths begin with a slash, as in wx.navigateTo. */
export interface Routes {
  /** `isTab`: the page is in `tabBar` of app.json, so that WeChat opens it by `switchTab` alone. */
  readonly home: { readonly path: string; readonly isTab: boolean }
  /** `idParam`: the parameter that holds the merchant's id of the goods. */
  readonly goods: { readonly path: string; readonly idParam: string }
}

let current: Routes | null = null

export function setRoutes(given: Routes): void {
  current = given
}

/** @throws before `setRoutes` was called */
export function routes(): Routes {
  if (current === null)
    throw new Error('The routes are not set. Call configureLive() in app.ts before App().')
  return current
}
