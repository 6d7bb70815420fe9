import type { Readiness } from './src/http/schemas/health'
import { buildHttp } from './src/http/server'
import { Secret } from './src/secret'
import type { Lookup } from './src/http/snapshot/ready-answers'

/** The OpenAPI 3.1 document as text, identical on every machine. */
export async function renderDocument(): Promise<string> {
  const nothing = (): Lookup => ({ kind: 'no-list-yet' })
  const readiness: Readiness = {
    ready: false,
    liveRooms: 'on',
    storage: 'not opened',
    snapshot: null,
    quota: null,
    lastWechatError: null,
  }
  const never = () => Promise.reject(new Error('Not used to build the document'))
  const app = await buildHttp({
    settings: { corsOrigins: [], trustProxy: [], rateLimitPerMinute: 1, metricsToken: undefined },
    queries: { home: nothing, rooms: nothing, room: nothing, replays: nothing, product: nothing },
    readHealth: () => Promise.resolve(readiness),
    metrics: {
      contentType: 'text/plain',
      render: () => Promise.resolve(''),
      answersOf: () => () => undefined,
    },
    sessions: { open: never, groupOf: never },
    admin: { token: new Secret('none'), service: { refresh: never, tick: never, usage: never } },
  })
  await app.ready()
  const document = app.swagger()
  await app.close()
  return `${JSON.stringify(document, null, 2)}\n`
}
