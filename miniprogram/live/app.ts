import { setLiveConfig } from './config'
import type { LiveConfig } from './config'
import { isRecord } from './domain/json'
import { setRoutes } from './domain/routes'
import type { Routes } from './domain/routes'
import { recordEntry } from './services/entry/entry'
import { liveStatus } from './services/live-status/poller'
import { redirectMissingPage } from './services/navigation/navigate'
import { applyPhoneLanguage } from './services/phone/settings'

/**
 * Call it once, in the app's own file before `App()`: pages read the configuration as they load.
 * @example configureLive({ ...config, routes })
 */
export function configureLive(config: LiveConfig & { readonly routes: Routes }): void {
  setLiveConfig(config)
  setRoutes(config.routes)
  applyPhoneLanguage()
}

/** What an app's life means for its live rooms: call each from the hook of `App()` of the same name. */
export const live = {
  /** @param options as WeChat gives them to `App.onShow` */
  onAppShow(options: unknown): void {
    recordEntry(options)
    liveStatus().show()
  },

  onAppHide(): void {
    liveStatus().hide()
  },

  /**
   * Opens what the link of a page that does not exist names, else the storefront. WeChat ignores a
   * redirection that begins after the hook has returned.
   * @param options as WeChat gives them to `App.onPageNotFound`
   */
  onPageNotFound(options: unknown): void {
    void redirectMissingPage(isRecord(options) ? options['query'] : null)
  },
}
