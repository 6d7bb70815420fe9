import type { Overlays, ModalOptions, ToastOptions } from '../overlays'

/** Messages above the page. */
export function feedbackApis(overlays: Overlays) {
  return {
    showToast: (options: ToastOptions) => overlays.toast(options),
    hideToast: () => overlays.clearToast(),
    showLoading: ({ title, mask = false }: { title: string; mask?: boolean }) => {
      overlays.toast({ title, mask, icon: 'loading', duration: Infinity })
    },
    hideLoading: () => overlays.clearToast(),
    showModal: (options: ModalOptions) => overlays.modal(options),
    showActionSheet: async ({ itemList }: { itemList: readonly string[] }) => {
      const tapIndex = await overlays.sheet(itemList)
      if (tapIndex === null) throw new Error('cancel')
      return { tapIndex }
    },
    previewImage: ({ urls, current }: { urls: readonly string[]; current?: string }) => {
      overlays.image(current ?? urls[0] ?? '')
    },
  }
}
