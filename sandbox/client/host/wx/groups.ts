import { GROUP_ID, PHONE_CODE } from '../../../shared/logins'
import { isOlder } from '../base-library'
import { isSinglePage } from '../entry'
import type { Phone } from './phone'

/** A card in a group, without and with a shareTicket. */
const GROUP_SCENES: ReadonlySet<number> = new Set([1008, 1044])

/** wx.getGroupEnterInfo supports group cards from this version. */
const GROUP_CARDS_SINCE = '2.17.3'

/**
 * Login, and the group that the user came from. WeChat encrypts the group id with a key that the phone does
 * not have; here the sandbox's API does (`/__sandbox/encrypted`).
 */
export function groupApis(phone: Phone) {
  const { enterOptions, device, router } = phone
  return {
    login: (options: object) => {
      if (isSinglePage(enterOptions())) throw new Error('not allowed in single page mode')
      phone.record('login', options)
      return { code: PHONE_CODE }
    },
    getPrivacySetting: (options: object) => {
      phone.record('getPrivacySetting', options)
      return {
        needAuthorization: device.privacyPending,
        privacyContractName: '《沙箱小程序用户隐私保护指引》',
      }
    },
    getGroupEnterInfo: (options: object) => {
      phone.record('getGroupEnterInfo', options)
      const { scene } = enterOptions()
      if (!GROUP_SCENES.has(scene) || isOlder(device.baseLibrary, GROUP_CARDS_SINCE))
        refuse('getGroupEnterInfo:fail', 40097)
      return encrypt({ opengid: GROUP_ID })
    },
    getShareInfo: (options: { readonly shareTicket?: string }) => {
      phone.record('getShareInfo', options)
      // WeChat's spelling; it answers this while a page of the plugin is on top
      if (router.top?.route.startsWith('plugin-private:') === true)
        throw new Error('rejected due to no permmission currently')
      const { shareTicket } = enterOptions()
      if (shareTicket === undefined || shareTicket !== options.shareTicket)
        throw new Error('invalid shareTicket')
      return encrypt({ openGId: GROUP_ID })
    },
  }
}

async function encrypt(data: object): Promise<unknown> {
  const response = await fetch('/__sandbox/encrypted', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-phone': '1' },
    body: JSON.stringify({ data }),
  })
  const answer: unknown = await response.json()
  if (response.headers.get('x-phone-status') !== '200') throw new Error(JSON.stringify(answer))
  return answer
}

function refuse(errMsg: string, errCode: number): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- WeChat rejects with a plain object
  throw { errMsg, errCode }
}
