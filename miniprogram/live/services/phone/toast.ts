import type { UserMessage } from '../../domain/text'

/** A sentence for the shopper, over the page, gone by itself. */
export function showToast(sentence: UserMessage): void {
  void wx.showToast({ title: sentence, icon: 'none' })
}
