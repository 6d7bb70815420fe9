import { Type, type Static } from 'typebox'
import { AtSec, named } from './schema-kit'

/** What a phone sends to log in, and to learn from which group it came. */

const Base64 = (maxLength: number, description: string) =>
  Type.String({ minLength: 4, maxLength, pattern: '^[A-Za-z0-9+/]+={0,2}$', description })

export const SessionBody = Type.Object(
  {
    code: Type.String({
      minLength: 1,
      maxLength: 256,
      pattern: '^[\\x21-\\x7e]+$',
      description: 'What wx.login gave; WeChat takes it once, within 5 minutes',
    }),
  },
  { additionalProperties: false },
)

export const GroupEntryBody = Type.Object(
  {
    encryptedData: Base64(4096, 'What wx.getShareInfo or wx.getGroupEnterInfo gave'),
    iv: Base64(64, 'The iv that came with it'),
  },
  { additionalProperties: false },
)

export const SessionSchema = named(
  'Session',
  'A session of this phone. It opens nothing but POST /group-entries.',
  Type.Object({
    sessionToken: Type.String({ description: 'Send it as a bearer token; never show it' }),
    expiresAtSec: AtSec('When to log in again'),
  }),
)

export const GroupEntrySchema = named(
  'GroupEntry',
  'The WeChat group from which the phone came',
  Type.Object({
    groupId: Type.String({ description: 'openGId: the same for every phone of this group' }),
  }),
)

export const NAMED_SESSION_SCHEMAS = [SessionSchema, GroupEntrySchema] as const

export type SessionAnswer = Static<typeof SessionSchema>
export type GroupEntryAnswer = Static<typeof GroupEntrySchema>
