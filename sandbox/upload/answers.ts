/** An answer as the wire has it. What is not 0 was refused. */
export interface Answer {
  readonly errCode: number
  readonly errMsg: string
  readonly data?: unknown
  readonly body?: unknown
}

export function ok(more: Pick<Answer, 'data' | 'body'> = {}): Answer {
  return { errCode: 0, errMsg: 'ok', ...more }
}

/** A refusal whose code nobody has written down: WeChat's text where it is known, -1 for the code. */
export function refuse(errMsg: string, errCode = -1): Answer {
  return { errCode, errMsg }
}

/** How the service passes on what the store behind it refused. @see NervJS/taro#13750 */
export function innerRefusal(errcode: number, errmsg: string): Answer {
  return refuse(`inner upload fail with errcode: ${errcode}, errmsg: ${errmsg}`)
}

/** @see linjackson78/taro-deploy#1 */
export function ipRefused(ip: string): Answer {
  const page = 'https://developers.weixin.qq.com/miniprogram/dev/devtools/ci.html'
  return refuse(`invalid ip: ${ip}, reference: ${page}`, -10008)
}

/**
 * WeChat quotes the line that it cannot read; a packed script is one line.
 * @see dcloudio/uni-app#4012
 */
export function scriptRefused(file: string, script: string): Answer {
  const [line = ''] = script.split('\n')
  return innerRefusal(-80057, `invalid file: ${file}, 1:6, SyntaxError: Unexpected token {${line}`)
}
