import { createElement } from './dom'

export interface ToastOptions {
  readonly title: string
  readonly icon?: string
  readonly image?: string
  readonly duration?: number
  readonly mask?: boolean
}

export interface ModalOptions {
  readonly title?: string
  readonly content?: string
  readonly showCancel?: boolean
  readonly cancelText?: string
  readonly confirmText?: string
  readonly cancelColor?: string
  readonly confirmColor?: string
  readonly editable?: boolean
  readonly placeholderText?: string
}

export type ModalResult = Readonly<{ confirm: boolean; cancel: boolean; content?: string }>

/** WeChat's overlays: toasts, dialogs, action sheets, pictures. */
export class Overlays {
  private toastElement: HTMLElement | null = null

  constructor(private readonly parent: HTMLElement) {}

  toast({ title, icon = 'success', image, duration = 1500, mask = false }: ToastOptions): void {
    this.clearToast()
    const kind = image === undefined ? icon : 'image'
    const sign =
      image === undefined
        ? createElement('i', { class: `toast__icon toast__icon--${icon}`, 'aria-hidden': 'true' })
        : createElement('img', { class: 'toast__image', src: image, alt: '' })
    const box = createElement('div', { class: 'toast__box', 'data-icon': kind })
    if (kind !== 'none') box.append(sign)
    box.append(createElement('span', {}, title))
    const toast = createElement(
      'div',
      { class: `overlay toast${mask ? ' toast--mask' : ''}`, role: 'status' },
      box,
    )
    this.toastElement = toast
    this.parent.append(toast)
    if (Number.isFinite(duration))
      window.setTimeout(() => {
        if (this.toastElement === toast) this.clearToast()
      }, duration)
  }

  clearToast(): void {
    this.toastElement?.remove()
    this.toastElement = null
  }

  modal(options: ModalOptions): Promise<ModalResult> {
    return new Promise((answer) => {
      const input = createElement('input', {
        class: 'dialog__input',
        placeholder: options.placeholderText ?? '',
        value: options.content ?? '',
      })
      const close = (confirm: boolean) => {
        overlay.remove()
        answer({
          confirm,
          cancel: !confirm,
          ...(options.editable === true && confirm ? { content: input.value } : {}),
        })
      }
      const button = (text: string, confirm: boolean, color: string | undefined) =>
        createElement(
          'button',
          {
            class: `dialog__button${confirm ? ' dialog__button--confirm' : ''}`,
            ...(color === undefined ? {} : { style: `color: ${color}` }),
            onclick: () => close(confirm),
          },
          text,
        )
      const actions = createElement('div', { class: 'dialog__actions' })
      if (options.showCancel !== false)
        actions.append(button(options.cancelText ?? '取消', false, options.cancelColor))
      actions.append(button(options.confirmText ?? '确定', true, options.confirmColor))
      const text =
        options.editable === true
          ? input
          : createElement('p', { class: 'dialog__text' }, options.content ?? '')
      const overlay = createElement(
        'div',
        { class: 'overlay overlay--dim' },
        createElement(
          'div',
          {
            class: 'dialog',
            role: 'dialog',
            'aria-modal': 'true',
            'aria-label': options.title ?? '',
          },
          ...(options.title ? [createElement('b', { class: 'dialog__title' }, options.title)] : []),
          text,
          actions,
        ),
      )
      this.parent.append(overlay)
      actions.querySelector<HTMLElement>('.dialog__button--confirm')?.focus()
    })
  }

  /** Null if the user cancels. */
  sheet(items: readonly string[], head?: HTMLElement): Promise<number | null> {
    return new Promise((answer) => {
      const close = (choice: number | null) => {
        overlay.remove()
        answer(choice)
      }
      const buttons = items.map((text, index) =>
        createElement('button', { class: 'sheet__item', onclick: () => close(index) }, text),
      )
      const overlay = createElement(
        'div',
        {
          class: 'overlay overlay--dim overlay--bottom',
          onclick: ({ target }) => {
            if (target === overlay) close(null)
          },
        },
        createElement(
          'div',
          { class: 'sheet', role: 'dialog', 'aria-modal': 'true' },
          ...(head === undefined ? [] : [head]),
          ...buttons,
          createElement(
            'button',
            { class: 'sheet__item sheet__cancel', onclick: () => close(null) },
            '取消',
          ),
        ),
      )
      this.parent.append(overlay)
    })
  }

  /** A permanent bar below the page. */
  bar(text: string, run: () => void): void {
    this.parent.append(createElement('button', { class: 'single-page-bar', onclick: run }, text))
  }

  image(src: string): void {
    const overlay = createElement(
      'button',
      {
        class: 'overlay overlay--picture',
        'aria-label': '关闭图片',
        onclick: () => overlay.remove(),
      },
      createElement('img', { src, alt: '' }),
    )
    this.parent.append(overlay)
  }

  add(overlay: HTMLElement): void {
    this.parent.append(overlay)
  }

  /** A page of WeChat that covers the app. */
  notice(
    title: string,
    text: string,
    action: { readonly text: string; readonly run: () => void },
  ): HTMLElement {
    const overlay = createElement(
      'div',
      { class: 'overlay overlay--notice', role: 'alert' },
      createElement('b', {}, title),
      createElement('p', {}, text),
      createElement(
        'button',
        {
          onclick: () => {
            overlay.remove()
            action.run()
          },
        },
        action.text,
      ),
    )
    this.parent.append(overlay)
    return overlay
  }
}
