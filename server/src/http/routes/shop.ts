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
import type { ShopQueries } from '../snapshot/ready-answers'

const BAD = { 400: ref(ProblemSchema) }
const MISSING = { 404: ref(ProblemSchema) }
const NOT_YET = { 503: ref(ProblemSchema) }

export interface ShopRoutesParts {
  readonly queries: ShopQueries
  readonly send: Send
  /** Rejects clients that send too many requests. */
  readonly limit: onRequestHookHandler
  /** Runs before each read with SCHEDULER=request. Must return quickly. */
  readonly beforeRead?: (() => Promise<void>) | undefined
}

/** The five reads of the shop. They are served from memory. */
export const shopRoutes: FastifyPluginCallbackTypebox<ShopRoutesParts> = (
  app,
  { queries, send, limit, beforeRead },
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
        summary: 'Everything that the storefront shows',
        response: { 200: ref(HomeSchema), ...NOT_YET },
      },
    },
    (request, reply) => {
      send(queries.home(), request, reply, unknownRoom)
    },
  )

  app.get(
    '/rooms',
    {
      schema: {
        operationId: 'listRooms',
        tags: ['shop'],
        summary: 'Rooms of one list, page by page',
        querystring: RoomsQuery,
        response: { 200: ref(RoomListSchema), ...BAD, ...NOT_YET },
      },
    },
    (request, reply) => {
      const { list, status, cursor } = request.query
      send(queries.rooms(list ?? status, cursor), request, reply, unknownRoom)
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
      send(queries.room(request.params.roomId), request, reply, unknownRoom)
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
      send(queries.replays(request.params.roomId), request, reply, unknownRoom)
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
      send(queries.product(request.params.productId), request, reply, unknownProduct)
    },
  )
  done()
}
