import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'

/** Head of the OpenAPI document. The rest comes from the routes. */
export function openapiOptions(): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Merchant back end',
        version: '1',
        description:
          "Live rooms, replays and goods, served from a snapshot: reads make no call to WeChat's API. " +
          'Money in 分 (…Fen), times in Unix seconds (…AtSec), durations in seconds (…Sec).',
      },
      tags: [
        { name: 'shop', description: 'What the mini-program reads' },
        { name: 'session', description: 'Login of a phone, and the group it came from' },
        { name: 'admin', description: 'For the merchant; disabled without ADMIN_TOKEN' },
        { name: 'health', description: 'For monitoring' },
      ],
      components: {
        securitySchemes: {
          session: {
            type: 'http',
            scheme: 'bearer',
            description: 'sessionToken of POST /sessions',
          },
          admin: { type: 'http', scheme: 'bearer', description: 'ADMIN_TOKEN' },
        },
      },
    },
    refResolver: {
      // Without this the schemas are named def-0, def-1, …
      buildLocalReference: ({ $id }, _baseUri, _fragment, index) =>
        typeof $id === 'string' ? $id : `def-${index}`,
    },
  }
}
