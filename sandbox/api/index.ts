import Fastify from 'fastify'
import { serveChannels } from './channels/controls'
import { serveControls } from './controls'
import { endpointsOf } from './endpoints'
import { serveEndpoint } from './http'
import { serveLoginControls } from './login-controls'
import { serveMedia } from './media'
import { servePictures } from './picture-routes'
import { checkRoomCount } from './catalogue/size'
import { createWechat } from './wechat'
import type { WorldClockState } from '../shared/world-clock'
import { setWorldSpeed, startWorldClock } from '../shared/world-clock'

export { SANDBOX_ACCOUNT } from './account'
export { CHANNELS_ACCOUNTS, OWN_ACCOUNTS } from './channels/accounts'
export { checkRoomCount, MOST_ROOMS } from './catalogue/size'

export interface SandboxApiOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** The sandbox has no secrets and no locks: it stays on this machine. */
  readonly host?: '127.0.0.1'
  /** Same seed and same start, same rooms and goods. */
  readonly seed?: number
  /** World seconds per real second. */
  readonly speed?: number
  /** Calls of getliveinfo a Shanghai day. */
  readonly dailyLimit?: number
  /** How many rooms the shop has, 0 to MOST_ROOMS; 46 in the ordinary one. */
  readonly roomCount?: number
  /** The clock under the world's clock, for tests. */
  readonly realNowMs?: () => number
  /** When the world begins, if not now: a world that opens at eight in the evening. */
  readonly startAtMs?: number
}

export interface SandboxApi {
  readonly url: string
  readonly port: number
  clock(): WorldClockState
  /** Tells every change of the clock, until the returned function is called. */
  onClock(listener: (state: WorldClockState) => void): () => void
  close(): Promise<void>
}

const DEFAULT_SEED = 20260214

/**
 * Starts api.weixin.qq.com on loopback: tokens, getliveinfo, quota, pictures and replays of one shop, and
 * below `/__sandbox` the controls.
 * @throws when the port is taken, the speed not above 0, or the number of rooms out of range
 * @example const wechat = await startSandboxApi({ speed: 60 }); await wechat.close()
 */
export async function startSandboxApi(options: SandboxApiOptions = {}): Promise<SandboxApi> {
  const { port = 0, host = '127.0.0.1', seed = DEFAULT_SEED, speed = 1 } = options
  const { realNowMs = Date.now, roomCount, dailyLimit } = options
  if (roomCount !== undefined) checkRoomCount('roomCount', roomCount)
  const started = setWorldSpeed(startWorldClock(realNowMs()), speed, realNowMs())
  const clock = { ...started, anchorWorldMs: options.startAtMs ?? started.anchorWorldMs }
  const wechat = createWechat({ seed, clock, realNowMs, dailyLimit, roomCount })

  // Connections that a fault left hanging must not keep the sandbox from closing.
  const app = Fastify({ forceCloseConnections: true })
  // WeChat reads JSON whatever the content type says, and a fetch body comes as text/plain.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  for (const endpoint of endpointsOf(wechat)) serveEndpoint(app, wechat, endpoint)
  serveControls(app, wechat)
  serveLoginControls(app, wechat)
  serveChannels(app, wechat)
  servePictures(app, wechat)
  serveMedia(app)

  const url = await app.listen({ port, host })
  wechat.baseUrl = url
  return {
    url,
    port: Number(new URL(url).port),
    clock: () => wechat.clock(),
    onClock: (listener) => wechat.onClock(listener),
    close: () => app.close(),
  }
}
