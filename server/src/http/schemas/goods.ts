import { Type, type Static } from 'typebox'
import { named, ref } from './schema-kit'

const Fen = (description: string) =>
  Type.Integer({ minimum: 0, description: `${description}, in 分` })

export const PriceSchema = named(
  'Price',
  'What goods cost. All amounts are whole 分; 1 yuan is 100.',
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
          "The merchant's own id, as the goods' page names it in the query parameter of PRODUCT_ID_PARAM. A text: " +
          'it is sent as a number where it is one, for apps of version 0.1.0, which read nothing else. null where ' +
          'the page names none, and for goods of another mini-program.',
      },
    ),
    goodsId: Type.Unsafe<number | null>({
      type: ['integer', 'null'],
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
      description: "WeChat's own number of the goods, goods_id; null in rooms of 2020",
    }),
    title: Type.String({ description: 'Name of the goods' }),
    coverUrl: Type.String({ description: "Picture of the goods; '' when there is none" }),
    price: ref(PriceSchema),
    path: Type.String({
      description: 'The page that sells the goods, without a slash in front and without .html',
    }),
    query: Type.String({ description: "The query of that page, still encoded; '' for none" }),
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
      "The merchant's own id of the goods. WeChat's number (goods_id) is found as well, where no goods " +
      'of the merchant has it for an id: links of version 0.1.0 carry it.',
  }),
})
