const LIMIT_KB = 10_240

/** Storage of one code space; a plugin has a separate one, as in WeChat. It persists across cold starts. */
export function storageApis(spaceId: string) {
  const prefix = `mini-program:${spaceId}:`
  const keys = () =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
  const read = (key: string): { data: unknown } | null => {
    const text = localStorage.getItem(prefix + key)
    return text === null ? null : (JSON.parse(text) as { data: unknown })
  }
  const write = (key: string, data: unknown) => {
    localStorage.setItem(prefix + key, JSON.stringify({ data }))
  }
  const remove = (key: string) => {
    localStorage.removeItem(prefix + key)
  }
  const clear = () => {
    for (const key of keys()) remove(key)
  }
  const info = () => {
    const size = keys().reduce(
      (sum, key) => sum + (localStorage.getItem(prefix + key) ?? '').length,
      0,
    )
    return { keys: keys(), currentSize: Math.ceil(size / 1024), limitSize: LIMIT_KB }
  }
  const sync = {
    setStorageSync: write,
    getStorageSync: (key: string) => read(key)?.data ?? '', // '' for a missing key, as in WeChat
    removeStorageSync: remove,
    clearStorageSync: clear,
    getStorageInfoSync: info,
  }
  const asynchronous = {
    setStorage: ({ key, data }: { key: string; data: unknown }) => write(key, data),
    getStorage: ({ key }: { key: string }) => {
      const found = read(key)
      if (found === null) throw new Error('data not found')
      return found
    },
    removeStorage: ({ key }: { key: string }) => remove(key),
    clearStorage: clear,
    getStorageInfo: info,
  }
  return { sync, asynchronous }
}
