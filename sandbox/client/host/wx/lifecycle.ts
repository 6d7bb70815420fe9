import type { Phone } from './phone'

/** `onAppShow` adds a listener to the event 'appShow'. */
const PAIRS = [
  'AppShow',
  'AppHide',
  'Error',
  'UnhandledRejection',
  'PageNotFound',
  'ThemeChange',
  'WindowResize',
  'NetworkStatusChange',
] as const

export function lifecycleApis({ events, launchOptions, enterOptions }: Phone) {
  const listeners: Record<string, unknown> = {}
  for (const name of PAIRS) {
    const event = name.charAt(0).toLowerCase() + name.slice(1)
    listeners[`on${name}`] = (listener: unknown) => events.on(event, listener)
    listeners[`off${name}`] = (listener?: unknown) => events.off(event, listener)
  }
  return {
    ...listeners,
    getLaunchOptionsSync: launchOptions,
    getEnterOptionsSync: enterOptions,
    getUpdateManager: () => ({
      onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) => {
        queueMicrotask(() => listener({ hasUpdate: false })) // the sandbox has no updates
      },
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
      applyUpdate: () => undefined,
    }),
  }
}

/** Emits changes of the browser's connection as WeChat's event. */
export function watchNetwork({ events }: Pick<Phone, 'events'>): void {
  const emitStatus = () => {
    const isConnected = navigator.onLine
    events.emit('networkStatusChange', { isConnected, networkType: isConnected ? 'wifi' : 'none' })
  }
  window.addEventListener('online', emitStatus)
  window.addEventListener('offline', emitStatus)
}
