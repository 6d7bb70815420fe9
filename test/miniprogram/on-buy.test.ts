import { aGoods } from '../helpers/app/builders'
import { installPages, installWx } from '../helpers/app/globals'

it('keeps what is wanted and opens the example of a checkout', async () => {
  const opened: string[] = []
  installPages([{}])
  installWx({
    navigateTo: ({ url, success }: { url: string; success: () => void }) => {
      opened.push(url)
      success()
    },
  })
  jest.resetModules()
  const { onBuy, wantedPurchase } = await import('../../miniprogram/on-buy')
  expect(wantedPurchase()).toBeNull()
  const purchase = { product: aGoods(), quantity: 2, room: null, attribution: null }
  onBuy(purchase)
  expect(opened).toEqual(['/packageA/pages/order/order'])
  expect(wantedPurchase()).toBe(purchase)
})
