export type Manner = 'answer' | 'hang' | 'late' | 'reject'

/** All of it seen at WeChat's (wechat-live-contract.md A6, A7, D); off until a test switches it on. */
export interface Misbehave {
  /** Every getLiveStatus. */
  getLiveStatus: Manner
  /** A getLiveStatus for a room that was asked for less than a minute ago. */
  tooSoon: Manner
  /** Such a call is a fault of ours: it goes to the phone's list of errors. */
  reportTooSoon: boolean
  shareParams: 'object' | 'text' | 'absent'
  /** The text of a refusal outside the share scenes; both have been seen. */
  shareRefusal: '只能获取分享卡片入口的参数' | '只能从分享卡片进入'
  goodsParams: 'encoded' | 'double-encoded' | 'lost'
}
