import { common, hover } from './shared/common'
import { elementOf, engineOf } from './shared/element'

/** Open types without an effect in the sandbox besides the tap event. */
const OPEN_TYPES_WITHOUT_EFFECT = new Set(['', 'agreePrivacyAuthorization'])

Component({
  behaviors: [common, hover('button-hover')],
  properties: {
    type: { type: String, value: 'default' },
    size: { type: String, value: 'default' },
    plain: Boolean,
    disabled: Boolean,
    loading: Boolean,
    openType: String,
    formType: String,
    sendMessageTitle: String,
    sendMessagePath: String,
    sendMessageImg: String,
    showMessageCard: Boolean,
    sessionFrom: String,
    appParameter: String,
    lang: String,
  },
  observers: {
    'type, size, plain, disabled, loading'() {
      this.draw()
    },
  },
  lifetimes: {
    attached() {
      const element = elementOf(this)
      if (!element.hasAttribute('role')) element.setAttribute('role', 'button')
      element.tabIndex = 0
      element.dataset['style'] = host.styleOf(engineOf(this))
      element.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' || event.key === ' ') element.click()
      })
      engineOf(this).addListener('tap', () => {
        this.open()
      })
      this.draw()
    },
  },
  methods: {
    draw() {
      const { type, size, plain, disabled, loading } = this.data
      const element = elementOf(this)
      element.setAttribute('type', type)
      element.setAttribute('size', size)
      element.toggleAttribute('plain', plain)
      element.toggleAttribute('loading', loading)
      element.toggleAttribute('disabled', disabled)
      element.setAttribute('aria-disabled', String(disabled))
    },
    open() {
      const { openType, formType, disabled } = this.data
      if (disabled) return
      if (formType !== '')
        this.triggerEvent('formaction', { formType }, { bubbles: true, composed: true })
      if (openType === 'share') {
        const { id, dataset } = engineOf(this)
        host.share({ id, dataset })
      } else if (!OPEN_TYPES_WITHOUT_EFFECT.has(openType))
        host.notify(`<button open-type="${openType}"> is not implemented by the sandbox client`)
    },
  },
})
