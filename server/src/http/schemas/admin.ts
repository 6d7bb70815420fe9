import { Type, type Static } from 'typebox'
import { AtSec, named } from './schema-kit'

/** What the merchant's own tools read and order. */

const Calls = (description: string) => Type.Integer({ minimum: 0, description })

const ByPurpose = (description: string) =>
  Type.Object(
    {
      sync: Calls('The list'),
      replay: Calls('Replays'),
      manual: Calls('Ordered by the merchant'),
      reserve: Calls('Held back'),
    },
    { description },
  )

export const QuotaReportSchema = named(
  'QuotaReport',
  "What the day's calls of getliveinfo went to",
  Type.Object({
    day: Type.String({ description: 'Calendar day in Beijing, YYYY-MM-DD' }),
    used: Calls('Calls charged today'),
    limit: Calls('Calls allowed today'),
    usedByPurpose: ByPurpose('Calls charged today, by what they were for'),
    closed: Type.Boolean({ description: 'Whether WeChat said that the day is used up (45009)' }),
    resetAtSec: AtSec('Next midnight in Beijing'),
  }),
)

export const RefreshReportSchema = named(
  'RefreshReport',
  'What came of a refresh',
  Type.Object({
    result: Type.Unsafe<'refreshed' | 'failed' | 'pending'>({
      type: 'string',
      enum: ['refreshed', 'failed', 'pending'],
      description:
        'pending: it goes on, or another instance has the turn; /readyz tells what comes of it',
    }),
    code: Type.Optional(Type.String({ description: 'errcode of WeChat, or the kind of failure' })),
    whatToDo: Type.Optional(Type.String({ description: 'Instruction for the merchant' })),
  }),
)

export const NAMED_ADMIN_SCHEMAS = [QuotaReportSchema, RefreshReportSchema] as const

export type QuotaReport = Static<typeof QuotaReportSchema>
export type RefreshReport = Static<typeof RefreshReportSchema>
