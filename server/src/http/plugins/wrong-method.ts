import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { problem } from '../schemas/problem'

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
/** Pages and files that a plugin brings answer for themselves. */
const OF_PLUGINS = /\*|^\/docs/

/**
 * Answers 405, and which methods there are, where the address is known and the method is not: Fastify
 * would answer 404, as if there were nothing.
 * @returns what is to be called when all routes are there
 */
export function refuseWrongMethods(app: FastifyInstance): () => void {
  const known = new Map<string, Set<string>>()
  const everywhere = new Set<string>()
  app.addHook('onRoute', ({ url, method }) => {
    // The preflights of CORS have one route for all addresses.
    if (url === '*') for (const one of [method].flat()) everywhere.add(one)
    if (OF_PLUGINS.test(url)) return
    const methods = known.get(url) ?? new Set()
    for (const one of [method].flat()) methods.add(one)
    known.set(url, methods)
  })
  return () => {
    for (const [url, methods] of [...known]) {
      const allow = [...methods].join(', ')
      const refuse = (_request: FastifyRequest, reply: FastifyReply): void => {
        void reply.code(405).header('allow', allow).send(problem('wrong-method'))
      }
      app.route({
        url,
        method: METHODS.filter((method) => !methods.has(method) && !everywhere.has(method)),
        schema: { hide: true },
        // before a body is read: nobody would look at it
        onRequest: refuse,
        handler: refuse,
      })
    }
  }
}
