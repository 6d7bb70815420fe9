import type { WechatAnswer } from './wechat-answers'

/** miniprogram-ci's error, unchanged except that the key is removed from its text. */
export interface CiError {
  /**
   * 20001 no random string to sign, 20002 the key cannot sign, 20003 the upload failed, 100xx
   * compile errors.
   */
  readonly code: number | string | null
  readonly message: string
}

export interface Refused extends CiError {
  /** null: miniprogram-ci failed without an answer from WeChat. */
  readonly answer: WechatAnswer | null
}
