import type { FastifyInstance, FastifyReply } from 'fastify'
import { findAccount } from './channels/state'
import type { Scene } from './pictures'
import { isRoomPicture, readGoodsPicture, readRoomPicture } from './pictures'
import { findRoom } from './rooms'
import type { Wechat } from './wechat'

/**
 * `/pictures/goods/2001.svg`, `/pictures/rooms/1001/{cover,share,feeds}.svg`, and
 * `/pictures/channels/FINDER_USER_NAME/{cover,share,feeds}.svg`.
 */
export function servePictures(app: FastifyInstance, wechat: Wechat): void {
  app.get<{ Params: { name: string } }>('/pictures/goods/:name', async (request, reply) => {
    const [, id] = /^(\d+)\.svg$/.exec(request.params.name) ?? []
    const goods = wechat.catalogue.goods.find(({ goodsId }) => goodsId === Number(id))
    return send(reply, goods === undefined ? null : await readGoodsPicture(goods.goodsId))
  })

  app.get<{ Params: { roomId: string; name: string } }>(
    '/pictures/rooms/:roomId/:name',
    async (request, reply) => {
      const room = findRoom(wechat, Number(request.params.roomId))
      const scene: Scene | undefined = room && {
        theme: room.theme,
        host: room.anchorName,
        number: room.roomId,
      }
      return send(reply, await pictureOf(scene, request.params.name))
    },
  )

  app.get<{ Params: { account: string; name: string } }>(
    '/pictures/channels/:account/:name',
    async (request, reply) => {
      const account = findAccount(wechat, request.params.account)
      return send(reply, await pictureOf(account, request.params.name))
    },
  )
}

async function pictureOf(scene: Scene | undefined, name: string): Promise<string | null> {
  const [, kind = ''] = /^([a-z]+)\.svg$/.exec(name) ?? []
  return scene === undefined || !isRoomPicture(kind) ? null : readRoomPicture(scene, kind)
}

function send(reply: FastifyReply, picture: string | null): FastifyReply {
  if (picture === null) {
    reply.callNotFound()
    return reply
  }
  return reply
    .header('content-type', 'image/svg+xml; charset=utf-8')
    .header('cache-control', 'public, max-age=86400')
    .header('x-content-type-options', 'nosniff')
    .send(picture)
}
