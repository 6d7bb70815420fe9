import fc from 'fast-check'
import {
  doorwayPath,
  hallPath,
  indexPath,
  parseLink,
  productPath,
  replayPath,
} from '../../../../miniprogram/live/domain/live-link'
import { roomUrl } from '../../../../miniprogram/live/domain/plugin-link'
import { decoded, packed, queryOf, roomIds } from '../../../helpers/app/links'

/** The merchant's ids: numbers, letters, signs that a query has to encode. A % is decoded once too often. */
const productIds = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 8 })
  .filter((id) => !id.includes('%'))

describe('every link', () => {
  const customParams = fc.option(
    fc.dictionary(fc.string({ unit: 'binary', maxLength: 4 }), fc.constantFrom('山', '50%', 7), {
      maxKeys: 3,
    }),
    { nil: undefined },
  )
  type Given = Readonly<Record<string, string | number>> | undefined
  const pack = (given: Given) => (given === undefined ? undefined : packed(given))
  const unpacked = (given: Given) =>
    given === undefined ? { kind: 'none' } : { kind: 'ok', params: given }

  /** As App.onShow has it: the path without its slash, the query decoded or as it stands. */
  const readBack = (url: string) => {
    const path = (url.split('?')[0] ?? '').replace(/^\//, '')
    const query = url.includes('?') ? queryOf(url) : {}
    const link = parseLink(path, query)
    expect(parseLink(`/${path}`, decoded(query))).toEqual(link)
    return link
  }

  it('into the live room says what it was built of', () => {
    const type = fc.constantFrom(9 as const, 10 as const, undefined)
    fc.assert(
      fc.property(
        fc.record({ roomId: roomIds, type, pictureInPicture: fc.boolean(), customParams }),
        ({ customParams: given, type: wanted, ...rest }) => {
          const options = wanted === undefined ? rest : { ...rest, type: wanted }
          expect(readBack(roomUrl({ ...options, customParams: pack(given) }))).toEqual({
            kind: 'live-room',
            ...rest,
            type: wanted ?? null,
            customParams: unpacked(given),
          })
        },
      ),
    )
  })

  it('to a page of ours says what it was built of', () => {
    fc.assert(
      fc.property(
        fc.record({ roomId: roomIds, productId: productIds, enter: fc.boolean() }),
        customParams,
        fc.nat(50),
        ({ roomId, productId, enter }, given, segment) => {
          const params = { customParams: pack(given) }
          expect(readBack(doorwayPath({ roomId, enter, ...params }))).toEqual({
            kind: 'room',
            roomId,
            enter,
            customParams: unpacked(given),
          })
          expect(readBack(productPath({ productId, roomId, ...params }))).toEqual({
            kind: 'product',
            productId,
            roomId,
            openid: null,
            shareOpenid: null,
            customParams: unpacked(given),
          })
          expect(readBack(replayPath({ roomId, segment }))).toEqual({
            kind: 'replay',
            roomId,
            segment,
          })
        },
      ),
    )
    expect(readBack(hallPath('replay'))).toEqual({ kind: 'hall', listKind: 'replay' })
    expect(readBack(indexPath())).toEqual({ kind: 'index' })
  })
})
