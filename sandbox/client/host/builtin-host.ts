import type { Element } from 'glass-easel'
import { channelsTag, type ChannelsTag } from './channels/channel-live'
import type { Phone } from './wx/phone'
import type { Wx } from './wx'

/** Host services for built-in components, which use them as the global `host`. */
export interface BuiltinHost {
  /** `/images/a.png` of the app or a plugin → its address in the browser. */
  readonly resolveAsset: (element: object, src: string) => string
  /** app.json's `style`: "v2" has narrow green buttons. Components of a plugin keep the old style. */
  readonly styleOf: (element: object) => string
  readonly navigate: (openType: string, options: { url?: string; delta?: number }) => void
  readonly share: (target: object) => void
  readonly notify: (text: string) => void
  readonly channels: ChannelsTag
}

interface Owned {
  readonly ownerShadowRoot?: {
    getHostNode: () => Element & { is: string; getRootBehavior: () => Behaviour }
  }
}

interface Behaviour {
  readonly ownerSpace: object
}

export function builtinHost(
  phone: Phone,
  wx: Wx,
  pluginOf: (space: object) => string | null,
): BuiltinHost {
  const call = (name: string, options: object) => {
    const api = wx[name] as (options: object) => void
    api({ ...options, fail: ({ errMsg }: { errMsg: string }) => phone.errors.warn(errMsg) })
  }
  const byOpenType: Readonly<Record<string, string>> = {
    navigate: 'navigateTo',
    redirect: 'redirectTo',
    switchTab: 'switchTab',
    reLaunch: 'reLaunch',
    navigateBack: 'navigateBack',
  }
  const ownerOf = (element: object) => {
    const owner = (element as Owned).ownerShadowRoot?.getHostNode()
    return {
      owner,
      plugin: owner === undefined ? null : pluginOf(owner.getRootBehavior().ownerSpace),
    }
  }
  return {
    styleOf: (element) =>
      ownerOf(element).plugin === null ? (phone.packages.config.style ?? 'v1') : 'v1',
    resolveAsset: (element, src) => {
      if (src === '' || /^(https?:|data:|blob:|\/\/)/.test(src)) return src
      const { owner, plugin } = ownerOf(element)
      const folder = plugin === null ? '' : `__plugin__/${plugin}/`
      const from = src.startsWith('/') ? '' : (owner?.is ?? '').replace(/[^/]*$/, '')
      return new URL(`${folder}${from}${src.replace(/^\//, '')}`, document.baseURI).href
    },
    navigate: (openType, options) => {
      const name = byOpenType[openType]
      if (name === undefined)
        phone.errors.warn(`<navigator open-type="${openType}"> is not implemented`)
      else call(name, options)
    },
    share: (target) => {
      const page = phone.router.top
      if (page !== null) void phone.share.open(page, 'button', target)
    },
    notify: (text) => phone.errors.warn(text),
    channels: channelsTag(phone),
  }
}
