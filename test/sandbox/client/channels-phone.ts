import { startSandboxApi } from '../../../sandbox/api'
import { forward } from '../../../sandbox/client/forward'
import { openProbe, type Probe } from '../../helpers/node/browser-probe'

export const TEA_SHOP = 'sphSandboxTeaShop'
export const LINEN = 'sphSandboxLinen'
export const NEW = 'sphSandboxNew'
export const OTHER = 'sphSandboxOtherSubject'
export const PAGE = '#/pages/channels/channels'

/** The probe app, with the Channels part of the sandbox's API. */
export interface ChannelsPhone {
  readonly probe: Probe
  /** Changes an account, or the options. */
  readonly put: (path: string, body: unknown) => Promise<void>
  /** A wx call with its result or failure. */
  readonly call: (name: string, options?: object) => Promise<Record<string, unknown>>
  readonly tap: (name: string) => Promise<void>
  readonly setData: (data: object) => Promise<void>
  /** Waits for this number of log lines and returns them. */
  readonly logged: (count: number) => Promise<string[]>
  /** The kind of the Channels page; waits for one. */
  readonly kindShown: () => Promise<string | null>
  /** Resets everything and opens a new page. */
  readonly reset: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function openChannelsPhone(): Promise<ChannelsPhone> {
  const api = await startSandboxApi()
  const probe = await openProbe((request, response) => {
    forward(request, response, api.url)
  })
  const put = async (path: string, body: unknown) => {
    const url = `${api.url}/__sandbox/${path}`
    const { ok, status } = await fetch(url, { method: 'PUT', body: JSON.stringify(body) })
    if (!ok) throw new Error(`${path}: ${status}`)
  }
  return {
    probe,
    put,
    call: (name, options = {}) =>
      probe.page.evaluate(
        ([called, given]) =>
          new Promise<Record<string, unknown>>((done) => {
            const run = window.__sim.wx[called] as (options: object) => void
            run({ ...given, success: done, fail: done })
          }),
        [name, options] as const,
      ),
    tap: (name) => probe.page.getByRole('button', { name, exact: true }).tap(),
    setData: (data) =>
      probe.page.evaluate((given) => {
        const page = window.__sim.getCurrentPages().at(-1) as { setData(data: object): void }
        page.setData(given)
      }, data),
    logged: async (count) => {
      await probe.page.waitForFunction(
        (wanted) => (window.__sim.require('log') as { log: string[] }).log.length >= wanted,
        count,
      )
      return probe.log()
    },
    kindShown: async () => {
      await probe.page.locator('[data-channels]').waitFor()
      return probe.page.locator('[data-channels]').getAttribute('data-channels')
    },
    reset: async () => {
      for (const account of [TEA_SHOP, LINEN, NEW]) await put(`channels/${account}`, null)
      await put('options', { noticeDialogMs: 0, channelsFailureAs: 'err_code' })
      await probe.open({ url: `app.html${PAGE}` })
    },
    close: async () => {
      await probe.close()
      await api.close()
    },
  }
}
