import { hasCall } from '../base-library'
import { isSinglePage } from '../entry'
import { channelsApis, openChannelsLive } from './channels'
import { elementApis } from './elements'
import { feedbackApis } from './feedback'
import { groupApis } from './groups'
import { lifecycleApis } from './lifecycle'
import { navigationApis } from './navigation'
import { currentPage, type Phone } from './phone'
import { requestApi } from './request'
import { storageApis } from './storage'
import { systemApis } from './system'
import { asyncApi } from './wrap'

export type Wx = Readonly<Record<string, unknown>>

/**
 * The `wx` of one code space. Implemented calls work; calls of WeChat that are not implemented throw an error
 * with their name, which is recorded; all other names are undefined. Plugins have no Channels calls.
 */
export function createWx(
  phone: Phone,
  spaceId: string,
  names: { readonly functions: readonly string[]; readonly values: readonly string[] },
): Wx {
  // Moments' single page has a separate storage
  const single = isSinglePage(phone.launchOptions())
  const storage = storageApis(single ? `${spaceId}:single-page` : spaceId)
  const system = systemApis(phone)
  const asynchronous: Record<string, (options: never) => unknown> = {
    ...navigationApis(phone),
    ...feedbackApis(phone.overlays),
    ...storage.asynchronous,
    ...system.asynchronous,
    ...shareApis(phone),
    ...effectApis(phone),
    ...groupApis(phone),
    ...channelsApis(phone),
  }
  const wx: Record<string, unknown> = {
    ...storage.sync,
    ...system.sync,
    ...lifecycleApis(phone),
    ...elementApis(phone),
    request: requestApi(phone),
    openChannelsLive: openChannelsLive(phone),
    getRealtimeLogManager: realtimeLog(phone),
    env: { USER_DATA_PATH: 'http://usr' },
  }
  for (const [name, run] of Object.entries(asynchronous))
    wx[name] = asyncApi(name, run, (error) => phone.events.emit('callbackError', error))
  const has = (name: string) =>
    hasCall(phone.device.baseLibrary, name) &&
    !phone.device.without.has(name) &&
    (spaceId === '' || !name.includes('Channels'))
  for (const name of Object.keys(wx)) if (!has(name)) Reflect.deleteProperty(wx, name)
  wx['canIUse'] = canIUse(wx, phone)
  addMissing(wx, phone, { functions: names.functions.filter(has), values: names.values })
  return wx
}

function shareApis(phone: Phone) {
  return {
    showShareMenu: () => phone.share.allow(currentPage(phone)),
    hideShareMenu: () => phone.share.forbid(currentPage(phone)),
    updateShareMenu: (options: object) => phone.record('updateShareMenu', options),
  }
}

/** Effects without an equivalent in the browser: they succeed and are recorded in `__sim.effects`. */
function effectApis(phone: Phone) {
  const traced = (name: string, result: object = {}) => {
    return (options: object) => {
      phone.record(name, options)
      return result
    }
  }
  return {
    checkSession: traced('checkSession'),
    vibrateShort: traced('vibrateShort'),
    updateWeChatApp: traced('updateWeChatApp'),
    requirePrivacyAuthorize: traced('requirePrivacyAuthorize'),
    setClipboardData: (options: { data: string }) => {
      phone.record('setClipboardData', options)
      phone.overlays.toast({ title: '内容已复制' }) // as WeChat does
    },
  }
}

/** The log that merchants read in WeChat's console; here each line is an effect `realtimeLog`. */
function realtimeLog(phone: Phone) {
  const write =
    (level: string) =>
    (...parts: readonly unknown[]) => {
      const text = parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part)))
      phone.record('realtimeLog', { level, text: text.join(' ') })
    }
  const manager = { info: write('info'), warn: write('warn'), error: write('error') }
  return () => ({ ...manager, setFilterMsg: () => undefined, addFilterMsg: () => undefined })
}

/** `canIUse('getSystemInfoSync.return.theme')`, `canIUse('button.open-type.share')`: checks only the first part. */
function canIUse(wx: Wx, { isBuiltin }: Phone) {
  const implemented = new Set(Object.keys(wx))
  return (schema: string) => {
    const [name = ''] = schema.split('.')
    return name === 'canIUse' || implemented.has(name) || isBuiltin(name)
  }
}

function addMissing(
  wx: Record<string, unknown>,
  phone: Phone,
  names: { readonly functions: readonly string[]; readonly values: readonly string[] },
): void {
  const missing = (name: string) => {
    const error = new Error(`wx.${name} is not implemented by the sandbox client`)
    phone.errors.warn(error.message)
    return error
  }
  for (const name of names.functions)
    wx[name] ??= () => {
      throw missing(name)
    }
  for (const name of names.values)
    if (!(name in wx))
      Object.defineProperty(wx, name, {
        get: () => {
          throw missing(name)
        },
      })
}
