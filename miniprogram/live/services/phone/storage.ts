/**
 * The phone's storage. It may be full, cleared by WeChat, or contain data of an older version of the app. None
 * of these shows an error to the shopper.
 */

/** Raise it when stored data changes incompatibly: older entries are then ignored. */
const VERSION = 'v1:'

export type WriteResult =
  { readonly kind: 'ok' } | { readonly kind: 'failed'; readonly cause: unknown }

/**
 * @param parse returns null for data that it cannot read
 * @returns null if nothing readable is stored
 */
export function readStored<T>(key: string, parse: (json: unknown) => T | null): T | null {
  try {
    const json: unknown = wx.getStorageSync(VERSION + key)
    // WeChat returns '' for a missing key
    return json === '' || json === undefined ? null : parse(json)
  } catch {
    return null
  }
}

/** @returns `failed` most likely because WeChat's limit of 10 MB is reached */
export function writeStored(key: string, json: unknown): WriteResult {
  return attempt(() => wx.setStorageSync(VERSION + key, json))
}

export function removeStored(key: string): WriteResult {
  return attempt(() => wx.removeStorageSync(VERSION + key))
}

function attempt(act: () => void): WriteResult {
  try {
    act()
    return { kind: 'ok' }
  } catch (cause) {
    return { kind: 'failed', cause }
  }
}
