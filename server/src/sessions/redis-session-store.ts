import type { RedisLink } from '../store/redis'
import type { SessionStore } from './session-store'

/** For all instances. Redis removes expired sessions. */
export function openRedisSessionStore(link: RedisLink, baseKey: string): SessionStore {
  return {
    put: async ({ name, sealed }, expiresAtMs, nowMs) => {
      const lifeMs = Math.max(1, Math.round(expiresAtMs - nowMs))
      await link.call('SET', `${baseKey}:${name}`, sealed.toString('base64'), 'PX', lifeMs)
    },
    get: async (name) => {
      const sealed = await link.call('GET', `${baseKey}:${name}`)
      return typeof sealed === 'string' ? Buffer.from(sealed, 'base64') : undefined
    },
  }
}
