import { common } from './shared/common'
import { elementOf, engineOf } from './shared/element'

const REFRESH_MS = 2000

interface Parts {
  readonly cover: HTMLImageElement
  readonly state: HTMLElement
  readonly name: HTMLElement
  readonly timer: number
  /** Number of the newest request; answers to older ones are ignored. */
  asked: number
}

const PARTS = new WeakMap<object, Parts>()

Component({
  behaviors: [common],
  properties: { feedId: String, finderUserName: String },
  observers: {
    'feedId, finderUserName'() {
      this.draw()
    },
  },
  lifetimes: {
    attached() {
      const [cover, state, name] = ['img', 'b', 'span'].map((tag) => document.createElement(tag))
      if (!(cover instanceof HTMLImageElement) || state === undefined || name === undefined) return
      cover.alt = ''
      const element = elementOf(this)
      element.setAttribute('role', 'button')
      element.append(cover, state, name)
      engineOf(this).addListener('tap', () => {
        const { feedId, finderUserName } = this.data
        void host.channels.open({ feedId, finderUserName })
      })
      const timer = window.setInterval(() => this.draw(), REFRESH_MS)
      PARTS.set(this, { cover, state, name, timer, asked: 0 })
      this.draw()
    },
    detached() {
      window.clearInterval(PARTS.get(this)?.timer)
      PARTS.delete(this)
    },
  },
  methods: {
    draw() {
      const parts = PARTS.get(this)
      if (parts === undefined) return
      const { feedId, finderUserName } = this.data
      const question = ++parts.asked
      void host.channels.readCover({ feedId, finderUserName }).then((look) => {
        if (parts.asked !== question) return
        const { cover, state, name } = parts
        elementOf(this).dataset['state'] = look?.state ?? ''
        elementOf(this).setAttribute(
          'aria-label',
          `${look?.name ?? ''} ${look?.state ?? ''}`.trim(),
        )
        state.textContent = look?.state ?? ''
        name.textContent = look?.name ?? ''
        if (look === null) cover.removeAttribute('src')
        else if (cover.getAttribute('src') !== look.cover) cover.src = look.cover
      })
    },
  },
})
