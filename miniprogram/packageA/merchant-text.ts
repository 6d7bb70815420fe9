import { text } from '../domain/text'
import { mismatched } from '../services/channels'
import { isTrial } from '../services/platform'

/** What a merchant who looks at a trial version has to mend; '' to every shopper. */
export function merchantText(): string {
  const first = isTrial() ? mismatched()[0] : undefined
  return first === undefined ? '' : text.channels.mismatch(first)
}
