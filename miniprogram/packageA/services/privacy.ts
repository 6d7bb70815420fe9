import { isRecord } from '../../live/domain/json'
import { hasBaseLibrary, hasCall } from '../../live/services/phone/platform'

/**
 * Has the shopper agreed to the merchant's privacy guide (用户隐私保护指引)? Asked before anything
 * is asked of WeChat that a sale can do without: where the answer is no, the app does without, and
 * puts no dialogue of ours in the shopper's way. WeChat itself asks, once, where it must.
 * @see user-privacy/PrivacyAuthorize; docs/extending.md
 */
export function privacyAgreed(): Promise<boolean> {
  if (!hasBaseLibrary('2.32.3')) return Promise.resolve(true) // older ones know no such agreement
  if (!hasCall('getPrivacySetting')) return Promise.resolve(false)
  return new Promise((resolve) => {
    wx.getPrivacySetting({
      success: (setting: unknown) =>
        resolve(isRecord(setting) && setting['needAuthorization'] !== true),
      fail: () => resolve(false),
    })
  })
}
