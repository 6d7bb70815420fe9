/**
 * Where `success` of a navigation comes: before `onReady` of the new page, or after it. WeChat documents
 * neither. In `ready-first` callbacks of `setData` are late as well: after `onReady`, or in a later task.
 */
export const CALLBACK_ORDERS = ['success-first', 'ready-first'] as const

export type CallbackOrder = (typeof CALLBACK_ORDERS)[number]

export function readCallbackOrder(text: string | null | undefined): CallbackOrder | null {
  return CALLBACK_ORDERS.find((order) => order === text) ?? null
}
