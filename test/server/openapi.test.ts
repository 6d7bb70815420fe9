import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { renderDocument } from '../../server/document'
import { useTemporaryFolder } from '../helpers/node/server/builders'

const ROOT = path.resolve(__dirname, '../..')

describe('the document', () => {
  it('contains named schemas, and every route with its errors', async () => {
    const document = JSON.parse(await renderDocument()) as {
      components: { schemas: Record<string, unknown> }
      paths: Record<
        string,
        Record<string, { operationId: string; responses: Record<string, unknown> }>
      >
    }
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(
        'Price Goods Room Freshness Home RoomList RoomDetail ReplayList ProductDetail Problem'.split(
          ' ',
        ),
      ),
    )
    const routes = Object.entries(document.paths).flatMap(([route, methods]) =>
      Object.values(methods).map(({ operationId, responses }) => [
        route,
        operationId,
        ...Object.keys(responses),
      ]),
    )
    expect(routes).toEqual([
      ['/livez', 'getLiveness', '200'],
      ['/readyz', 'getReadiness', '200', '503'],
      ['/metrics', 'getMetrics', '200', '401'],
      ['/api/v1/home', 'getHome', '200', '503'],
      ['/api/v1/rooms', 'listRooms', '200', '400', '503'],
      ['/api/v1/rooms/{roomId}', 'getRoom', '200', '400', '404', '503'],
      ['/api/v1/rooms/{roomId}/replays', 'getRoomReplays', '200', '400', '404', '503'],
      ['/api/v1/products/{productId}', 'getProduct', '200', '400', '404', '503'],
      ['/api/v1/sessions', 'openSession', '201', '400', '401', '503'],
      ['/api/v1/group-entries', 'readGroupEntry', '200', '400', '401', '503'],
      ['/api/v1/admin/refresh', 'orderRefresh', '200', '401'],
      ['/api/v1/admin/tick', 'tick', '200', '401'],
      ['/api/v1/admin/quota', 'getQuota', '200', '401', '503'],
    ])
  })

  describe('written to a folder', () => {
    const folder = useTemporaryFolder()
    const run = (...args: string[]) =>
      spawnSync(
        process.execPath,
        ['--import', 'tsx', 'server/openapi.ts', '--to', folder(), ...args],
        {
          cwd: ROOT,
          encoding: 'utf8',
        },
      )

    it('is compared with the routes, ignoring line endings', () => {
      const file = (name: string) => path.join(folder(), name)
      expect(run('--write')).toMatchObject({ status: 0 })
      for (const name of ['api.d.ts', 'openapi.json'])
        expect(readFileSync(file(name), 'utf8')).toBe(
          readFileSync(path.join(ROOT, 'typings', name), 'utf8').replaceAll('\r\n', '\n'),
        )
      const change = (name: string, from: string, to: string) => {
        writeFileSync(file(name), readFileSync(file(name), 'utf8').replaceAll(from, to))
      }
      change('openapi.json', '\n', '\r\n')
      change('api.d.ts', 'priceFen', 'priceYuan')
      const { status, stderr } = run()
      expect(status).toBe(1)
      expect(stderr).toMatch(/routes of server\/: typings\/api\.d\.ts\. Run: npm run typings/)
    })
  })
})
