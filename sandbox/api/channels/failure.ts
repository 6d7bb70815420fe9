import type { ChannelsFailure } from '../../shared/channels'

/**
 * Where a failed Channels call carries its error number. The first two and `none` were reported for Channels
 * calls. `errCode` and `errno` are typed for other wx calls. `errMsg` has no source.
 * @see wechat-live-contract C2, forms of a failure
 */
export type FailureForm = 'err_code' | 'err_code-text' | 'errCode' | 'errno' | 'errMsg' | 'none'

/** Texts of the typings. */
const TEXTS: Readonly<Record<number, string>> = {
  40097: '入参异常',
  100008: '视频号需要认证',
  1416100: '非法的视频号id',
  1416104: '视频号获取到的数据为空',
}

export function failure(form: FailureForm, code: number): ChannelsFailure {
  const failed = (errMsg: string, number?: ChannelsFailure['number']): ChannelsFailure => ({
    ...{ kind: 'failed', errMsg },
    ...(number === undefined ? {} : { number }),
  })
  switch (form) {
    case 'err_code':
      return failed('', { err_code: code })
    case 'err_code-text':
      return failed('data unknow error code', { err_code: String(code) })
    case 'errCode':
      return failed(TEXTS[code] ?? 'error', { errCode: code })
    case 'errno':
      return failed(TEXTS[code] ?? 'error', { errno: code })
    case 'errMsg':
      return failed(`${code} ${TEXTS[code] ?? 'error'}`)
    case 'none':
      return failed('')
  }
}
