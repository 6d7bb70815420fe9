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
export { checkRoomCount, MAX_ROOMS as MOST_ROOMS } from './catalogue/size'

export interface SandboxApiOptions {
  /** Default 0: any free port. */
  readonly port?: number
  /** The sandbox has no access control, so it only listens on loopback. */
  readonly host?: '127.0.0.1'
  /** The same seed and start give the same rooms and goods. */
  readonly seed?: number
  /** World seconds per real second. */
  readonly speed?: number
  /** Daily quota of getliveinfo (Shanghai days). */
  readonly dailyLimit?: number
  /** Number of rooms, 0 to MAX_ROOMS; default 46. */
  readonly roomCount?: number
  /** The real clock, replaced in tests. */
  readonly realNowMs?: () => number
  /** World time at the start; default: now. */
  readonly startAtMs?: number
}

export interface SandboxApi {
  readonly url: string
  readonly port: number
  clock(): WorldClockState
  /** Calls the listener on every clock change, until the returned function is called. */
  onClock(listener: (state: WorldClockState) => void): () => void
  close(): Promise<void>
}

const DEFAULT_SEED = 20260214

/**
 * Starts api.weixin.qq.com on loopback: tokens, getliveinfo, quota, pictures and replays of one shop. The
 * controls are below `/__sandbox`.
 * @throws if the port is in use, the speed is not above 0, or the number of rooms is out of range
 * @example const wechat = await startSandboxApi({ speed: 60 }); await wechat.close()
 */
export async function startSandboxApi(options: SandboxApiOptions = {}): Promise<SandboxApi> {
  const { port = 0, host = '127.0.0.1', seed = DEFAULT_SEED, speed = 1 } = options
  const { realNowMs = Date.now, roomCount, dailyLimit } = options
  if (roomCount !== undefined) checkRoomCount('roomCount', roomCount)
  const started = setWorldSpeed(startWorldClock(realNowMs()), speed, realNowMs())
  const clock = { ...started, anchorWorldMs: options.startAtMs ?? started.anchorWorldMs }
  const wechat = createWechat({ seed, clock, realNowMs, dailyLimit, roomCount })

  // Connections left open by a `hang` fault must not block closing.
  const app = Fastify({ forceCloseConnections: true })
  // WeChat parses JSON whatever the content type, and fetch sends text/plain.
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
