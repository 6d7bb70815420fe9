import { createElement } from './dom'
import type { ErrorLog } from './errors'

/** Shows errors in the phone, where developers see them better than in the console. */
export function showErrors(parent: HTMLElement, errors: ErrorLog): void {
  let seen = 0
  const list = createElement('ol', { class: 'error-panel__list' })
  const title = createElement('b', {})
  const dismiss = createElement(
    'button',
    {
      class: 'error-panel__close',
      'aria-label': '关闭错误列表',
      onclick: () => {
        seen = errors.messages.length
        panel.hidden = true
      },
    },
    '×',
  )
  const panel = createElement(
    'aside',
    { class: 'error-panel', role: 'alert', hidden: true },
    createElement('header', {}, title, dismiss),
    list,
  )
  parent.append(panel)
  errors.onChange((messages) => {
    const fresh = messages.slice(seen)
    title.textContent = `沙箱发现 ${fresh.length} 个错误`
    list.replaceChildren(...fresh.slice(-20).map((message) => createElement('li', {}, message)))
    panel.hidden = false
  })
}
