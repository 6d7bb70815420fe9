import { log } from './log'

App({
  launches: 0,
  onLaunch(options) {
    this.launches++
    log.push(`launch ${options.scene} ${options.path}`)
  },
  onShow({ scene, shareTicket, query }) {
    log.push(`app show ${scene} ${shareTicket} ${JSON.stringify(query)}`)
  },
  onHide() {
    log.push('app hide')
  },
  onError(text) {
    log.push(`onError ${text.split('\n')[0] ?? ''}`)
  },
})
