import { log } from '../../log'

Component({
  properties: { id: String, t: Number },
  data: { q: '' },
  pageLifetimes: {
    show() {
      log.push('compage pl-show')
    },
  },
  methods: {
    onLoad(query: Record<string, string>) {
      this.setData({ q: JSON.stringify(query) + this.data.id })
      this.getOpenerEventChannel().emit?.('back', 9)
    },
    onShow() {
      log.push('compage show')
    },
  },
})
