import type { FastifyError } from 'fastify'
import type { Problem, ProblemCode } from './shop'

export interface HttpProblem {
  readonly status: number
  readonly body: Problem
}

const MESSAGES: Record<ProblemCode, string> = {
  'bad-request': '请求参数有误',
  'not-found': '请求的地址不存在',
  'wrong-method': '该地址不支持此请求方法',
  'room-not-found': '直播间不存在或已删除',
  'product-not-found': '商品不存在或已下架',
  'not-allowed': '无权访问',
  'too-many-requests': '请求太频繁，请稍后再试',
  'login-refused': '微信登录未通过，请重新登录',
  'session-expired': '登录已过期，请重新登录',
  undecipherable: '数据无法解密，请重新登录后再试',
  'wechat-unavailable': '微信暂时没有响应，请稍后再试',
  'sessions-unavailable': '登录服务暂时不可用，请稍后再试',
  'ledger-down': '调用额度记录暂时无法读取，请稍后再试',
  'no-list-yet': '直播间列表尚未就绪，请稍后再试',
  internal: '服务器内部错误，请稍后再试',
}

export function problem(code: Exclude<ProblemCode, 'bad-request'>): Problem {
  return { code, tell: MESSAGES[code] }
}

export function badField(field: string, message: string): Problem {
  return { code: 'bad-request', field, tell: message }
}

export const BAD_ADDRESS: Problem = badField('url', '请求地址格式有误')

const TYPES: Readonly<Record<string, string>> = {
  integer: '整数',
  string: '字符串（只能出现一次）',
}

/** Message for a validation error of ajv. */
function explainFault(field: string, keyword: string, params: Record<string, unknown>): string {
  switch (keyword) {
    case 'type':
      return `参数 ${field} 应为${TYPES[String(params['type'])] ?? '其他类型'}`
    case 'enum': {
      const allowed = Array.isArray(params['allowedValues']) ? params['allowedValues'] : []
      return `参数 ${field} 只能是 ${allowed.join('、')}`
    }
    case 'minimum':
      return `参数 ${field} 不能小于 ${String(params['limit'])}`
    case 'maximum':
      return `参数 ${field} 不能大于 ${String(params['limit'])}`
    case 'maxLength':
      return `参数 ${field} 太长，最多 ${String(params['limit'])} 个字符`
    case 'minLength':
      return `参数 ${field} 太短，最少 ${String(params['limit'])} 个字符`
    case 'additionalProperties':
      return '请求包含未知参数'
    case 'required':
      return `缺少参数 ${field}`
    default:
      return `参数 ${field} 格式有误`
  }
}

/**
 * Turns an error thrown in a request into an answer. Details of server faults are not sent: they
 * may contain paths, settings or answers of WeChat.
 */
export function problemOf(error: FastifyError): HttpProblem {
  const fault = error.validation?.[0]
  if (fault !== undefined) {
    const missing = fault.params['missingProperty']
    const field =
      typeof missing === 'string' ? missing : (fault.instancePath.slice(1).split('/')[0] ?? '')
    return { status: 400, body: badField(field, explainFault(field, fault.keyword, fault.params)) }
  }
  const status = error.statusCode ?? 500
  if (status === 429) return { status, body: problem('too-many-requests') }
  if (status === 404) return { status, body: problem('not-found') }
  if (status >= 400 && status < 500) {
    return { status, body: badField('body', MESSAGES['bad-request']) }
  }
  return { status: 500, body: problem('internal') }
}
