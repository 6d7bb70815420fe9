import { isRecord } from './domain/json'
import { recordEntry } from './services/entry'
import { liveStatus } from './services/live-status'
import { openLost } from './services/navigation'
import { speakAsPhone } from './services/settings'

speakAsPhone()

/** Wiring only: pages import the services, so there is nothing to fetch from getApp(). */
App({
  onShow(options) {
    recordEntry(options)
    liveStatus().show()
  },
  /** A link of another time, or straight into the live component where this build has none. */
  onPageNotFound(options: unknown) {
    void openLost(isRecord(options) ? options['query'] : null)
  },
  onHide() {
    liveStatus().hide()
  },
})
