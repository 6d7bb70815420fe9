/**
 * The phone's storage. It may be full, cleared by WeChat, or hold what an older version of the app
 * wrote; none of that is worth an error on the shopper's screen.
 */

/** Raised when what is stored changes shape: older entries are then never read again. */
const VERSION = 'v1:'

export type WriteResult =
  { readonly kind: 'ok' } | { readonly kind: 'failed'; readonly cause: unknown }

/**
 * @param parse null for what is not, or no longer, as it should be.
 * @returns null where nothing fit to read is stored.
 */
export function readStored<T>(key: string, parse: (json: unknown) => T | null): T | null {
  try {
    const json: unknown = wx.getStorageSync(VERSION + key)
    // '' is WeChat's word for "no such key"
    return json === '' || json === undefined ? null : parse(json)
  } catch {
    return null
  }
}

/** @returns `failed` most likely because the 10 MB that WeChat allows are used up. */
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
