/** The base library version that introduced a call or tag (contract C2). */
const CALLS: Readonly<Record<string, string>> = {
  getChannelsLiveInfo: '2.15.0',
  openChannelsLive: '2.15.0',
  getChannelsLiveNoticeInfo: '2.19.0',
  reserveChannelsLive: '2.19.0',
  getChannelsShareKey: '2.22.1',
}
const TAGS: Readonly<Record<string, string>> = { 'channel-live': '2.29.0' }

export function hasCall(baseLibrary: string, name: string): boolean {
  return !isOlder(baseLibrary, CALLS[name] ?? '')
}

export function hasTag(baseLibrary: string, tag: string): boolean {
  return !isOlder(baseLibrary, TAGS[tag] ?? '')
}

/** @example isOlder('2.9.0', '2.10.0') // true */
export function isOlder(version: string, than: string): boolean {
  const [have, want] = [version, than].map((text) => text.split('.').map(Number))
  const at = (want ?? []).findIndex((number, index) => (have?.[index] ?? 0) !== number)
  return at >= 0 && (have?.[at] ?? 0) < (want?.[at] ?? 0)
}
