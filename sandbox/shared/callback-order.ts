/**
 * Whether `success` of a navigation is called before or after `onReady` of the new page. WeChat does not
 * document it. In `ready-first`, callbacks of `setData` are late too: after `onReady`, or in a later task.
 */
export const CALLBACK_ORDERS = ['success-first', 'ready-first'] as const

export type CallbackOrder = (typeof CALLBACK_ORDERS)[number]

export function readCallbackOrder(text: string | null | undefined): CallbackOrder | null {
  return CALLBACK_ORDERS.find((order) => order === text) ?? null
}
