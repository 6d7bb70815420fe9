import { Type, type Static } from 'typebox'
import { named, ref } from './schema-kit'

const Fen = (description: string) =>
  Type.Integer({ minimum: 0, description: `${description}, in 分` })

export const PriceSchema = named(
  'Price',
  'Price of goods. All amounts are whole 分 (1 yuan = 100).',
  Type.Union([
    Type.Object(
      { kind: Type.Literal('single'), priceFen: Fen('The price') },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        kind: Type.Literal('range'),
        minFen: Fen('The lowest price'),
        maxFen: Fen('The highest price'),
      },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        kind: Type.Literal('discount'),
        originalFen: Fen('The price before the discount'),
        priceFen: Fen('The price now'),
      },
      { additionalProperties: false },
    ),
  ]),
)

export const GoodsSchema = named(
  'Goods',
  'Goods sold in a live room',
  Type.Object({
    productId: Type.Union(
      [Type.String({ maxLength: 100 }), Type.Integer({ minimum: 0 }), Type.Null()],
      {
        description:
          "The merchant's own id, from the query parameter PRODUCT_ID_PARAM of the goods page. Numeric ids are sent " +
          'as numbers, because apps of version 0.1.0 read only numbers. null if the page has no id, and for goods ' +
          'of another mini-program.',
      },
    ),
    goodsId: Type.Unsafe<number | null>({
      type: ['integer', 'null'],
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
      description: "WeChat's goods_id; null in rooms of 2020",
    }),
    title: Type.String({ description: 'Name of the goods' }),
    coverUrl: Type.String({ description: "Picture of the goods; '' if there is none" }),
    price: ref(PriceSchema),
    path: Type.String({
      description: 'The page that sells the goods, without leading slash and without .html',
    }),
    query: Type.String({
      description: "The query of that page, still encoded; '' if there is none",
    }),
    sellerAppId: Type.String({
      description: "AppID of the other mini-program that sells the goods; '' for the shop's own",
    }),
  }),
)

export type Goods = Static<typeof GoodsSchema>

export const ProductParams = Type.Object({
  productId: Type.String({
    minLength: 1,
    maxLength: 100,
    description:
      "The merchant's own id of the goods. If no goods have this id, it is looked up as WeChat's goods_id, " +
      'which links of version 0.1.0 carry.',
  }),
})
