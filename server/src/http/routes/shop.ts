import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox'
import type { onRequestHookHandler } from 'fastify'
import { ProductParams } from '../schemas/goods'
import { problem } from '../schemas/problem'
import {
  HomeSchema,
  ProblemSchema,
  ProductDetailSchema,
  ReplayListSchema,
  RoomDetailSchema,
  RoomListSchema,
  RoomParams,
  RoomsQuery,
} from '../schemas/shop'
import { ref } from '../schemas/schema-kit'
import type { Send } from '../snapshot/send'
import type { ShopWindow } from '../snapshot/ready-answers'

const BAD = { 400: ref(ProblemSchema) }
const MISSING = { 404: ref(ProblemSchema) }
const NOT_YET = { 503: ref(ProblemSchema) }

export interface ShopRoutesParts {
  readonly window: ShopWindow
  readonly send: Send
  /** Turns away who asks too often. */
  readonly limit: onRequestHookHandler
  /** Where requests drive the refresh; never for long. */
  readonly beforeRead?: (() => Promise<void>) | undefined
}

/** The shopper's five reads. None of them waits for anything but this process. */
export const shopRoutes: FastifyPluginCallbackTypebox<ShopRoutesParts> = (
  app,
  { window, send, limit, beforeRead },
  done,
) => {
  app.addHook('onRequest', limit)
  if (beforeRead !== undefined) app.addHook('preHandler', beforeRead)
  const unknownRoom = problem('room-not-found')
  const unknownProduct = problem('product-not-found')

  app.get(
    '/home',
    {
      schema: {
        operationId: 'getHome',
        tags: ['shop'],
        summary: 'Everything the storefront shows',
        response: { 200: ref(HomeSchema), ...NOT_YET },
      },
    },
    (request, reply) => {
      send(window.home(), request, reply, unknownRoom)
    },
  )

  app.get(
    '/rooms',
    {
      schema: {
        operationId: 'listRooms',
        tags: ['shop'],
        summary: 'Rooms of one shelf, page by page',
        querystring: RoomsQuery,
        response: { 200: ref(RoomListSchema), ...BAD, ...NOT_YET },
      },
    },
    (request, reply) => {
      const { status, cursor } = request.query
      send(window.rooms(status, cursor), request, reply, unknownRoom)
    },
  )

  app.get(
    '/rooms/:roomId',
    {
      schema: {
        operationId: 'getRoom',
        tags: ['shop'],
        summary: 'One room with all its goods',
        params: RoomParams,
        response: { 200: ref(RoomDetailSchema), ...BAD, ...MISSING, ...NOT_YET },
      },
    },
    (request, reply) => {
      send(window.room(request.params.roomId), request, reply, unknownRoom)
    },
  )

  app.get(
    '/rooms/:roomId/replays',
    {
      schema: {
        operationId: 'getRoomReplays',
        tags: ['shop'],
        summary: 'Playable replays of a room',
        params: RoomParams,
        response: { 200: ref(ReplayListSchema), ...BAD, ...MISSING, ...NOT_YET },
      },
    },
    (request, reply) => {
      send(window.replays(request.params.roomId), request, reply, unknownRoom)
    },
  )

  app.get(
    '/products/:productId',
    {
      schema: {
        operationId: 'getProduct',
        tags: ['shop'],
        summary: 'Goods, and the rooms that sell them',
        params: ProductParams,
        response: { 200: ref(ProductDetailSchema), ...BAD, ...MISSING, ...NOT_YET },
      },
    },
    (request, reply) => {
      send(window.product(request.params.productId), request, reply, unknownProduct)
    },
  )
  done()
}
