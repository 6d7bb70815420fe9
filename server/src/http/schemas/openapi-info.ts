import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'

/** The head of the OpenAPI document; the rest of it are the routes. */
export function describe(): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Merchant back end',
        version: '1',
        description:
          "Live rooms, replays and goods, read from a snapshot: reads cost no call of WeChat's API. " +
          'Money in 分 (…Fen), moments in Unix seconds (…AtSec), lengths of time in seconds (…Sec).',
      },
      tags: [
        { name: 'shop', description: 'What the mini-program reads' },
        { name: 'session', description: 'Who the phone is, as far as the shop needs it' },
        { name: 'admin', description: 'What the merchant orders; off without an ADMIN_TOKEN' },
        { name: 'health', description: 'What the machine that runs it reads' },
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
      // Without it the document would call them def-0, def-1, …
      buildLocalReference: ({ $id }, _baseUri, _fragment, index) =>
        typeof $id === 'string' ? $id : `def-${index}`,
    },
  }
}
