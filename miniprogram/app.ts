import { config } from './config'
import { configureLive } from './live/config'
import { isRecord } from './live/domain/json'
import { recordEntry } from './live/services/entry/entry'
import { liveStatus } from './live/services/live-status/poller'
import { redirectMissingPage } from './live/services/navigation/navigate'
import { applyPhoneLanguage } from './live/services/phone/settings'

configureLive(config)
applyPhoneLanguage()

/** Wiring only: pages import the services, so there is nothing to fetch from getApp(). */
App({
  onShow(options) {
    recordEntry(options)
    liveStatus().show()
  },
  /** A link of another time, or straight into the live component where this build has none. */
  onPageNotFound(options: unknown) {
    void redirectMissingPage(isRecord(options) ? options['query'] : null)
  },
  onHide() {
    liveStatus().hide()
  },
})
