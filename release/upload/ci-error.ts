import type { WechatAnswer } from './wechat-answers'

/** miniprogram-ci's own error, as it came; the key is scrubbed from its text. */
export interface CiError {
  /** 20001 no random string to sign, 20002 key cannot sign, 20003 the upload itself, 100xx compile. */
  readonly code: number | string | null
  readonly message: string
}

export interface Refused extends CiError {
  /** null: miniprogram-ci failed without an answer of WeChat. */
  readonly answer: WechatAnswer | null
}
