import { anApp, asking, build } from '../../helpers/node/server/http-world'

const TEXT: unknown = expect.any(String)

describe('the API', () => {
  const { get } = anApp()

  describe('guards', () => {
    it('limits a client that sends too many requests, but not the health routes', async () => {
      const limited = await build({ rateLimitPerMinute: 2 })
      const ask = asking(limited)
      await ask('/api/v1/home')
      await ask('/api/v1/rooms')
      const response = await ask('/api/v1/home')
      expect(response.statusCode).toBe(429)
      expect(response.json()).toMatchObject({ code: 'too-many-requests' })
      const retryAfterSec = Number(response.headers['retry-after'])
      expect(retryAfterSec).toBeGreaterThan(0)
      expect(retryAfterSec).toBeLessThanOrEqual(60)
      for (const url of ['/livez', '/readyz', '/livez'])
        expect((await ask(url)).statusCode).toBe(200)
      await limited.close()
    })

    it('uses X-Forwarded-For only from a trusted proxy', async () => {
      const ask = async (trustProxy: readonly string[]) => {
        const limited = await build({ rateLimitPerMinute: 1, trustProxy })
        await asking(limited)('/api/v1/home', { 'x-forwarded-for': '1.1.1.1' })
        const from = { 'x-forwarded-for': '2.2.2.2' }
        const { statusCode } = await asking(limited)('/api/v1/home', from)
        await limited.close()
        return statusCode
      }
      expect(await ask([])).toBe(429)
      expect(await ask(['loopback'])).toBe(200)
    })

    it('allows only configured origins', async () => {
      const origin = 'https://shop.example.com'
      const ask = async (corsOrigins: readonly string[]) => {
        const open = await build({ corsOrigins })
        const { headers } = await asking(open)('/api/v1/home', { origin })
        await open.close()
        expect(headers.vary).toContain('accept-encoding')
        return headers['access-control-allow-origin']
      }
      expect(await ask([])).toBeUndefined()
      expect(await ask([origin])).toBe(origin)
      expect(await ask(['https://other.example.com'])).toBeUndefined()
    })

    it.each(['/api/v1/home', '/livez', '/nothing'])(
      'sends security headers with %s',
      async (path) => {
        expect((await get(path)).headers).toMatchObject({
          'strict-transport-security': TEXT,
          'x-frame-options': 'SAMEORIGIN',
          'x-content-type-options': 'nosniff',
          'content-security-policy': expect.stringContaining("default-src 'self'") as string,
        })
      },
    )
  })
})
