import { common } from './shared/common'
import { elementOf, engineOf } from './shared/element'

/** `background-size` and `-position` by mode. For widthFix and heightFix the <img> is shown instead. */
const MODES: Readonly<Record<string, readonly [size: string, position: string]>> = {
  scaleToFill: ['100% 100%', '0 0'],
  aspectFit: ['contain', 'center'],
  aspectFill: ['cover', 'center'],
  top: ['auto', 'top'],
  bottom: ['auto', 'bottom'],
  center: ['auto', 'center'],
  left: ['auto', 'left'],
  right: ['auto', 'right'],
  'top left': ['auto', 'top left'],
  'top right': ['auto', 'top right'],
  'bottom left': ['auto', 'bottom left'],
  'bottom right': ['auto', 'bottom right'],
}

interface Parts {
  readonly image: HTMLImageElement
  readonly canvas: HTMLElement
}

const PARTS = new WeakMap<object, Parts>()

Component({
  behaviors: [common],
  properties: {
    src: String,
    mode: { type: String, value: 'scaleToFill' },
    lazyLoad: Boolean,
    fadeIn: Boolean,
    webp: Boolean,
    showMenuByLongpress: Boolean,
  },
  observers: {
    'src, mode'() {
      this.draw()
    },
  },
  lifetimes: {
    attached() {
      const image = document.createElement('img')
      const canvas = document.createElement('div')
      canvas.className = 'wx-image__canvas'
      image.alt = '' // the accessible name is the element's aria-label
      image.draggable = false
      if (this.data.lazyLoad) image.loading = 'lazy'
      image.addEventListener('load', () => {
        const { naturalWidth: width, naturalHeight: height } = image
        this.triggerEvent('load', { width, height })
      })
      image.addEventListener('error', () => {
        this.triggerEvent('error', { errMsg: `load fail: ${this.data.src}` })
      })
      elementOf(this).append(canvas, image)
      PARTS.set(this, { image, canvas })
      this.draw()
    },
  },
  methods: {
    draw() {
      const parts = PARTS.get(this)
      if (parts === undefined) return
      const { src, mode } = this.data
      const url = host.resolveAsset(engineOf(this), src)
      if (url === '') parts.image.removeAttribute('src')
      else if (parts.image.getAttribute('src') !== url) parts.image.src = url
      const fix = /^(width|height)Fix$/.exec(mode)?.[1]
      const { style } = elementOf(this)
      elementOf(this).dataset['mode'] = mode
      if (fix === 'width') style.height = 'auto'
      if (fix === 'height') style.width = 'auto'
      const [size, position] = MODES[mode] ?? ['100% 100%', '0 0']
      parts.canvas.style.cssText =
        fix !== undefined || url === ''
          ? 'display: none'
          : `background: url("${CSS.escape(url).replace(/\\(.)/g, '$1')}") ${position} / ${size} no-repeat`
    },
  },
})
