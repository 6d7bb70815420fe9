/**
 * WeChat's globals. A test installs only the members that it needs, so that an unexpected call fails with
 * its name.
 */
export function installWx(parts: Readonly<Record<string, unknown>>): void {
  Object.assign(globalThis, { wx: parts })
}

export function installRequirePlugin(requirePlugin: unknown): void {
  Object.assign(globalThis, { requirePlugin })
}

export function installPages(pages: readonly unknown[]): void {
  Object.assign(globalThis, { getCurrentPages: () => pages })
}

/** WeChat's synchronous storage, in memory. */
export function aStorage(capacity = Infinity) {
  const entries = new Map<string, unknown>()
  let broken = false
  return {
    entries,
    /** From now on every access throws, as on phones without free space. */
    break: () => {
      broken = true
    },
    wx: {
      getStorageSync: (key: string): unknown => {
        if (broken) throw new Error('getStorageSync:fail')
        return entries.get(key) ?? ''
      },
      setStorageSync: (key: string, value: unknown) => {
        const others = [...entries].filter(([other]) => other !== key)
        const size = JSON.stringify([...others, [key, value]]).length
        if (broken || size > capacity)
          throw new Error('setStorageSync:fail exceed storage max size')
        entries.set(key, JSON.parse(JSON.stringify(value)))
      },
      removeStorageSync: (key: string) => {
        if (broken) throw new Error('removeStorageSync:fail')
        entries.delete(key)
      },
    },
  }
}
