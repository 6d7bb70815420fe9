import { common } from './shared/common'
import { elementOf, engineOf } from './shared/element'

Component({
  behaviors: [common],
  properties: { src: String, referrerPolicy: String },
  observers: {
    src(src: string) {
      const image = elementOf(this).querySelector('img') ?? document.createElement('img')
      image.alt = ''
      image.src = host.resolveAsset(engineOf(this), src)
      elementOf(this).append(image)
    },
  },
})
