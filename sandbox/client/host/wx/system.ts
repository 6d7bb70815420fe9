import type { Phone } from './phone'

/** Device and window data, measured from the page. */
export function systemApis({ chrome, device, theme }: Phone) {
  const getWindowInfo = () => {
    const { innerWidth: screenWidth, innerHeight: screenHeight } = window
    const { statusBarHeight, safeBottom, pageTop, windowHeight } = chrome.measure()
    return {
      pixelRatio: window.devicePixelRatio,
      screenWidth,
      screenHeight,
      windowWidth: screenWidth,
      windowHeight,
      statusBarHeight,
      screenTop: pageTop,
      safeArea: {
        left: 0,
        right: screenWidth,
        top: statusBarHeight,
        bottom: screenHeight - safeBottom,
        width: screenWidth,
        height: screenHeight - safeBottom - statusBarHeight,
      },
    }
  }
  const getAppBaseInfo = () => ({
    SDKVersion: device.baseLibrary,
    version: device.wechatVersion,
    language: device.language,
    theme: theme.current,
    enableDebug: false,
    fontSizeScaleFactor: device.fontScale,
    fontSizeSetting: Math.round(16 * device.fontScale),
    host: { appId: '', env: 'WeChat' },
  })
  const getDeviceInfo = () => ({
    brand: 'sandbox',
    model: 'sandbox client',
    platform: 'devtools',
    system: 'sandbox 1',
    benchmarkLevel: -1,
  })
  const getSystemInfoSync = () => ({ ...getWindowInfo(), ...getAppBaseInfo(), ...getDeviceInfo() })
  return {
    sync: {
      getWindowInfo,
      getAppBaseInfo,
      getDeviceInfo,
      getSystemInfoSync,
      getMenuButtonBoundingClientRect: () => chrome.capsuleRect(),
      getAccountInfoSync: () => ({
        miniProgram: { appId: 'wx0000000000000001', envVersion: 'develop', version: '' },
      }),
    },
    asynchronous: {
      getSystemInfo: getSystemInfoSync,
      getSystemInfoAsync: getSystemInfoSync,
      getNetworkType: () => ({ networkType: navigator.onLine ? 'wifi' : 'none' }),
    },
  }
}
