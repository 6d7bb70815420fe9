import { isRecord } from '../../live/domain/json'
import { hasBaseLibrary, hasCall } from '../../live/services/phone/platform'

/**
 * Whether the shopper has agreed to the merchant's privacy guide (用户隐私保护指引). Check it before a
 * request that a sale does not need. Without consent the app skips that request and shows no dialog of its
 * own; WeChat shows its dialog where it must.
 * @see user-privacy/PrivacyAuthorize; docs/extending.md
 */
export function hasPrivacyConsent(): Promise<boolean> {
  if (!hasBaseLibrary('2.32.3')) return Promise.resolve(true) // older versions have no such consent
  if (!hasCall('getPrivacySetting')) return Promise.resolve(false)
  return new Promise((resolve) => {
    wx.getPrivacySetting({
      success: (setting: unknown) =>
        resolve(isRecord(setting) && setting['needAuthorization'] !== true),
      fail: () => resolve(false),
    })
  })
}
