import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { problem } from '../schemas/problem'

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
/** Routes of plugins are left alone. */
const OF_PLUGINS = /\*|^\/docs/

/**
 * Answers 405 with `allow` if the address exists and the method does not. Fastify would answer 404.
 * @returns what is to be called when all routes are there
 */
export function refuseWrongMethods(app: FastifyInstance): () => void {
  const known = new Map<string, Set<string>>()
  const everywhere = new Set<string>()
  app.addHook('onRoute', ({ url, method }) => {
    // CORS preflights have one route for all addresses.
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
        // before a body is read
        onRequest: refuse,
        handler: refuse,
      })
    }
  }
}
