/** An answer of the service. An errCode other than 0 is an error. */
export interface Answer {
  readonly errCode: number
  readonly errMsg: string
  readonly data?: unknown
  readonly body?: unknown
}

export function ok(more: Pick<Answer, 'data' | 'body'> = {}): Answer {
  return { errCode: 0, errMsg: 'ok', ...more }
}

/** An error whose code is unknown: WeChat's text if it is known, with code -1. */
export function refuse(errMsg: string, errCode = -1): Answer {
  return { errCode, errMsg }
}

/** An error of the storage behind the service, as the service reports it. @see NervJS/taro#13750 */
export function innerRefusal(errcode: number, errmsg: string): Answer {
  return refuse(`inner upload fail with errcode: ${errcode}, errmsg: ${errmsg}`)
}

/** @see linjackson78/taro-deploy#1 */
export function ipRefused(ip: string): Answer {
  const page = 'https://developers.weixin.qq.com/miniprogram/dev/devtools/ci.html'
  return refuse(`invalid ip: ${ip}, reference: ${page}`, -10008)
}

/**
 * WeChat quotes the line with the syntax error; a compiled script has one line.
 * @see dcloudio/uni-app#4012
 */
export function scriptRefused(file: string, script: string): Answer {
  const [line = ''] = script.split('\n')
  return innerRefusal(-80057, `invalid file: ${file}, 1:6, SyntaxError: Unexpected token {${line}`)
}
