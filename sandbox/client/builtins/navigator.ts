import { common, hover } from './shared/common'
import { elementOf, engineOf } from './shared/element'

Component({
  behaviors: [common, hover('navigator-hover')],
  properties: {
    url: String,
    openType: { type: String, value: 'navigate' },
    delta: { type: Number, value: 1 },
    target: { type: String, value: 'self' },
    appId: String,
    path: String,
    extraData: null,
    version: String,
    shortLink: String,
  },
  lifetimes: {
    attached() {
      const element = elementOf(this)
      if (!element.hasAttribute('role')) element.setAttribute('role', 'link')
      engineOf(this).addListener('tap', () => {
        const { url, openType, delta, target } = this.data
        if (target === 'miniProgram')
          host.notify('<navigator target="miniProgram"> is not implemented by the sandbox client')
        else host.navigate(openType, { url, delta })
      })
    },
  },
})
