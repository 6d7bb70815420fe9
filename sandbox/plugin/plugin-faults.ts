export type AnswerBehaviour = 'answer' | 'hang' | 'late' | 'reject'

/** Deviations seen on WeChat (wechat-live-contract.md A6, A7, D). All are off until a test enables one. */
export interface PluginFaults {
  /** Applies to every getLiveStatus. */
  getLiveStatus: AnswerBehaviour
  /** Applies to a second getLiveStatus for a room within a minute. */
  tooSoon: AnswerBehaviour
  /** Whether such a call is added to the phone's error list. */
  reportTooSoon: boolean
  shareParams: 'object' | 'text' | 'absent'
  /** The error text outside the share scenes. Both have been seen. */
  shareRefusal: '只能获取分享卡片入口的参数' | '只能从分享卡片进入'
  goodsParams: 'encoded' | 'double-encoded' | 'lost'
}
