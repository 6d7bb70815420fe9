import { settled } from './drawn'
import type { Drawn } from './runtime'
import { render } from './runtime'

/** A page that WeChat has opened; the engine below knows components only, so we call its life. */
export interface OpenedPage {
  readonly drawn: Drawn
  /** Calls a member of the page, as WeChat or a tap would. */
  call(name: string, ...args: unknown[]): Promise<unknown>
  hide(): Promise<void>
  show(): Promise<void>
  /** Leaves it for good. */
  close(): Promise<void>
}

export async function openPage(
  id: string,
  query: Record<string, string> = {},
  route = '',
): Promise<OpenedPage> {
  const drawn = render(id)
  Object.assign(drawn.instance, { route })
  const call = async (name: string, ...args: unknown[]) => {
    const member = drawn.instance[name]
    const result: unknown =
      typeof member === 'function' ? Reflect.apply(member, drawn.instance, args) : undefined
    await settled()
    return result
  }
  const once = async (name: string) => {
    await call(name)
  }
  // in one go, as on a phone: no answer of the back end comes in between
  await Promise.all([call('onLoad', query), call('onShow'), call('onReady')])
  return {
    drawn,
    call,
    hide: () => once('onHide'),
    show: () => once('onShow'),
    close: async () => {
      await once('onUnload')
      drawn.detach()
    },
  }
}
