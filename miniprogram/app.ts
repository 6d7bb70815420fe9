import { recordEntry } from './services/entry'
import { liveStatus } from './services/live-status'
import { speakAsPhone } from './services/settings'

speakAsPhone()

/** Wiring only: pages import the services, so there is nothing to fetch from getApp(). */
App({
  onShow(options) {
    recordEntry(options)
    liveStatus().show()
  },
  onHide() {
    liveStatus().hide()
  },
})
