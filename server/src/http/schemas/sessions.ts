import { Type, type Static } from 'typebox'
import { AtSec, named } from './schema-kit'

/** Schemas of the login and of group entries. */

const Base64 = (maxLength: number, description: string) =>
  Type.String({ minLength: 4, maxLength, pattern: '^[A-Za-z0-9+/]+={0,2}$', description })

export const SessionBody = Type.Object(
  {
    code: Type.String({
      minLength: 1,
      maxLength: 256,
      pattern: '^[\\x21-\\x7e]+$',
      description: 'Code of wx.login; valid once, for 5 minutes',
    }),
  },
  { additionalProperties: false },
)

export const GroupEntryBody = Type.Object(
  {
    encryptedData: Base64(4096, 'encryptedData of wx.getShareInfo or wx.getGroupEnterInfo'),
    iv: Base64(64, 'iv of the same answer'),
  },
  { additionalProperties: false },
)

export const SessionSchema = named(
  'Session',
  'A session of this phone. It gives access to POST /group-entries only.',
  Type.Object({
    sessionToken: Type.String({ description: 'Sent as a bearer token. Secret.' }),
    expiresAtSec: AtSec('When the session expires'),
  }),
)

export const GroupEntrySchema = named(
  'GroupEntry',
  'The WeChat group from which the phone entered',
  Type.Object({
    groupId: Type.String({ description: 'openGId, the same for every member of the group' }),
  }),
)

export const NAMED_SESSION_SCHEMAS = [SessionSchema, GroupEntrySchema] as const

export type SessionAnswer = Static<typeof SessionSchema>
export type GroupEntryAnswer = Static<typeof GroupEntrySchema>
