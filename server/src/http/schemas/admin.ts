import { Type, type Static } from 'typebox'
import { AtSec, named } from './schema-kit'

/** Schemas of the admin API, for the merchant's own tools. */

const Calls = (description: string) => Type.Integer({ minimum: 0, description })

const ByPurpose = (description: string) =>
  Type.Object(
    {
      sync: Calls('The list'),
      replay: Calls('Replays'),
      manual: Calls('Refreshes requested by the merchant'),
      reserve: Calls('Taken from the hard reserve'),
    },
    { description },
  )

export const QuotaReportSchema = named(
  'QuotaReport',
  "Use of the day's getliveinfo calls",
  Type.Object({
    day: Type.String({ description: 'Calendar day in Beijing, YYYY-MM-DD' }),
    used: Calls('Calls charged today'),
    limit: Calls('Calls allowed today'),
    usedByPurpose: ByPurpose('Calls charged today, by purpose'),
    closed: Type.Boolean({
      description: "Whether WeChat answered that the day's calls are used up (45009)",
    }),
    resetAtSec: AtSec('Next midnight in Beijing'),
  }),
)

export const RefreshReportSchema = named(
  'RefreshReport',
  'Result of a refresh',
  Type.Object({
    result: Type.Unsafe<'refreshed' | 'failed' | 'pending'>({
      type: 'string',
      enum: ['refreshed', 'failed', 'pending'],
      description:
        'pending: the refresh is still running, or another instance holds the lock; see /readyz for the result',
    }),
    code: Type.Optional(Type.String({ description: 'errcode of WeChat, or the kind of failure' })),
    whatToDo: Type.Optional(Type.String({ description: 'Instruction for the merchant' })),
  }),
)

export const NAMED_ADMIN_SCHEMAS = [QuotaReportSchema, RefreshReportSchema] as const

export type QuotaReport = Static<typeof QuotaReportSchema>
export type RefreshReport = Static<typeof RefreshReportSchema>
