import type { FastifyInstance } from 'fastify'
import { findAccount } from './channels/state'
import { drawGoods, drawRoom, isRoomPicture } from './pictures'
import { findRoom } from './rooms'
import type { Wechat } from './wechat'

const GOODS_SHOWN = 6

/**
 * `/pictures/goods/2001.svg`, `/pictures/rooms/1001/{cover,share,feeds}.svg`, and those of a Channels
 * account by its finderUserName. Drawn on first demand and kept: the same catalogue always gives the same bytes, so a browser may keep them as well.
 */
export function servePictures(app: FastifyInstance, wechat: Wechat): void {
  const drawn = new Map<string, string>()
  const kept = (key: string, draw: () => string): string => {
    const svg = drawn.get(key) ?? draw()
    drawn.set(key, svg)
    return svg
  }
  app.addHook('onSend', async (request, reply) => {
    if (!request.url.startsWith('/pictures/') || reply.statusCode !== 200) return
    reply
      .header('content-type', 'image/svg+xml; charset=utf-8')
      .header('cache-control', 'public, max-age=86400')
      .header('x-content-type-options', 'nosniff')
  })

  const { seed, goods } = wechat.catalogue
  app.get<{ Params: { name: string } }>('/pictures/goods/:name', (request, reply) => {
    const [, id] = /^(\d+)\.svg$/.exec(request.params.name) ?? []
    const item = goods.find(({ goodsId }) => goodsId === Number(id))
    if (item === undefined) {
      reply.callNotFound()
      return reply
    }
    return reply.send(kept(`goods/${item.goodsId}`, () => drawGoods(seed, item)))
  })

  app.get<{ Params: { roomId: string; name: string } }>(
    '/pictures/rooms/:roomId/:name',
    (request, reply) => {
      const [, kind = ''] = /^([a-z]+)\.svg$/.exec(request.params.name) ?? []
      const room = findRoom(wechat, Number(request.params.roomId))
      if (room === undefined || !isRoomPicture(kind)) {
        reply.callNotFound()
        return reply
      }
      return reply.send(kept(`rooms/${room.roomId}/${kind}`, () => drawRoom(seed, room, kind)))
    },
  )

  app.get<{ Params: { account: string; name: string } }>(
    '/pictures/channels/:account/:name',
    (request, reply) => {
      const [, kind = ''] = /^([a-z]+)\.svg$/.exec(request.params.name) ?? []
      const account = findAccount(wechat, request.params.account)
      if (account === undefined || !isRoomPicture(kind)) {
        reply.callNotFound()
        return reply
      }
      const { finderUserName, theme, number, host } = account
      const shown = goods.filter((item) => item.theme === theme).slice(0, GOODS_SHOWN)
      const room = { roomId: number, theme, anchorName: host, goods: shown }
      return reply.send(
        kept(`channels/${finderUserName}/${kind}`, () => drawRoom(seed, room, kind)),
      )
    },
  )
}
