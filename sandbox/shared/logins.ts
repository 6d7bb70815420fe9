/** What wx.login of the sandbox's phone always gives. Unlike WeChat's codes it works more than once. */
export const PHONE_CODE = 'sandbox-login-code'

/** What the group of the sandbox is called; on its way to the back end it is sealed. */
export const GROUP_ID = 'tGsandboxGroup000000000001'
