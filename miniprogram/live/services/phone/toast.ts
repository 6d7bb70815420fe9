import type { Tell } from '../../domain/text'

/** A sentence for the shopper, over the page, gone by itself. */
export function tell(sentence: Tell): void {
  void wx.showToast({ title: sentence, icon: 'none' })
}
