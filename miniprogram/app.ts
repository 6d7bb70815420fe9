import { config } from './config'
import { configureLive, live } from './live/index'
import { routes } from './routes'

configureLive({ ...config, routes })

App({
  onShow(options) {
    live.onAppShow(options)
  },
  onHide() {
    live.onAppHide()
  },
  /** For a link to a page that this version does not have. */
  onPageNotFound(options: unknown) {
    live.onPageNotFound(options)
  },
})
