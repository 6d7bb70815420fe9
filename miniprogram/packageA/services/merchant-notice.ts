import { text } from '../../live/domain/text'
import { refusedAccounts } from '../../live/services/wechat/channels-client'
import { isTrialVersion } from '../../live/services/phone/platform'

/** A fault in the merchant's set-up, for develop and trial versions only; '' for shoppers. */
export function merchantText(): string {
  const first = isTrialVersion() ? refusedAccounts()[0] : undefined
  if (first === undefined) return ''
  const { finderUserName, reason, code } = first
  switch (reason) {
    case 'subject':
      return text.channels.mismatch(finderUserName)
    case 'id':
      return text.channels.unknownId(finderUserName, code)
  }
}
