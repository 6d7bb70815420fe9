import { log } from '../../../log'

interface Helper {
  answer: () => number
}

Page({
  data: { answer: '' },
  onLoad() {
    const helper = requirePlugin('helper') as Helper
    this.setData({ answer: String(helper.answer()) })
  },
  onPress({ detail }: WechatMiniprogram.CustomEvent) {
    log.push(`press ${JSON.stringify(detail)}`)
  },
})
