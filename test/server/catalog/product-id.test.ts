import { productIdOf } from '../../../server/src/catalog/product-id'
import { aGoods } from '../../helpers/node/server/builders'

describe('productIdOf', () => {
  it.each([
    ['product_id=1026809', 'product_id', '1026809'],
    ['from=live&spuId=abc-1', 'spuId', 'abc-1'],
    ['spuId=0', 'spuId', '0'],
    ['product_id=007', 'product_id', '007'],
    ['product_id=%E8%8C%B6', 'product_id', '茶'],
    ['product_id=50%', 'product_id', '50%'],
    ['xproduct_id=1&product_id=2', 'product_id', '2'],
    ['id=1', 'product_id', null],
    ['product_id=', 'product_id', null],
    [`product_id=${'9'.repeat(101)}`, 'product_id', null],
    ['', 'product_id', null],
  ])('reads %p with parameter %p', (query, param, id) => {
    expect(productIdOf(aGoods({ query }), param)).toBe(id)
  })

  it('returns null for goods of another mini-program', () => {
    const goods = aGoods({ query: 'product_id=7', sellerAppId: 'wx0000000000000002' })
    expect(productIdOf(goods, 'product_id')).toBeNull()
  })
})
