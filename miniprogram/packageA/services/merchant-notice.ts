import { text } from '../../live/domain/text'
import { refusedAccounts } from '../../live/services/wechat/channels-client'
import { isTrialVersion } from '../../live/services/phone/platform'

/** What a merchant who looks at a trial version has to mend; '' to every shopper. */
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
