/** The code that wx.login of the sandbox's phone returns. Unlike WeChat's codes it works repeatedly. */
export const PHONE_CODE = 'sandbox-login-code'

/** The group id of the sandbox. The back end receives it encrypted. */
export const GROUP_ID = 'tGsandboxGroup000000000001'
