import { anApp } from '../../../helpers/node/server/http-world'

const SHOP = 'https://shop.example.com'
const OTHER = 'https://other.example.com'

describe('pages of allowed origins', () => {
  const { inject } = anApp({ corsOrigins: ['https://first.example.com', SHOP] })

  const ask = async (url: string, origin?: string, more: Record<string, string> = {}) => {
    const headers = { ...(origin === undefined ? {} : { origin }), ...more }
    return (await inject({ method: 'GET', url, headers })).headers
  }

  it.each(['/api/v1/home', '/api/v1/rooms/404', '/livez', '/nothing', '/metrics'])(
    'may read %s, and other pages may not',
    async (url) => {
      expect((await ask(url, SHOP))['access-control-allow-origin']).toBe(SHOP)
      for (const origin of [OTHER, 'null', `${SHOP}.evil.example`, undefined]) {
        const headers = await ask(url, origin)
        expect(headers).not.toHaveProperty('access-control-allow-origin')
        // A cache must not serve this answer to an allowed page.
        expect(headers.vary).toMatch(/\borigin\b/i)
      }
    },
  )

  it('may read a 304', async () => {
    const { etag } = await ask('/api/v1/home', SHOP)
    const again = { 'if-none-match': String(etag) }
    const { statusCode, headers } = await inject({
      url: '/api/v1/home',
      headers: { origin: SHOP, ...again },
    })
    expect(statusCode).toBe(304)
    expect(headers).toMatchObject({
      'access-control-allow-origin': SHOP,
      vary: 'origin, accept-encoding',
    })
  })

  it.each([
    [SHOP, SHOP],
    [OTHER, undefined],
  ])('get a preflight answer: %s', async (origin, allowed) => {
    const { statusCode, headers } = await inject({
      method: 'OPTIONS',
      url: '/api/v1/home',
      headers: {
        origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'if-none-match',
      },
    })
    expect(statusCode).toBe(204)
    expect(headers['access-control-allow-origin']).toBe(allowed)
    expect(headers['access-control-allow-methods']).toBe('GET, HEAD')
    expect(headers['access-control-allow-headers']).toBe('if-none-match')
    expect(headers.vary).toMatch(/origin/i)
  })
})
