import type { UserMessage } from '../../domain/text'

/** Shows a short text over the page. */
export function showToast(message: UserMessage): void {
  void wx.showToast({ title: message, icon: 'none' })
}
