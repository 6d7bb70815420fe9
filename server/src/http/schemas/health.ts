import { Type, type Static, type TSchema } from 'typebox'
import { AtSec, named } from './schema-kit'
import type { LastError } from '../../sync/types'

type PauseEnd = NonNullable<LastError['pause']>['end']
const PAUSE_ENDS: readonly PauseEnd[] = ['settings-change', 'restart', 'hour']

/** Schemas for monitoring. */

const Nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])

export const LivenessSchema = named(
  'Liveness',
  'The process answers',
  Type.Object({ status: Type.Literal('alive') }),
)

export const ReadinessSchema = named(
  'Readiness',
  'Whether the back end is ready, and what prevents it',
  Type.Object({
    ready: Type.Boolean({
      description:
        'Whether storage can be read and calls can be counted. The list in memory is served in any case. ' +
        'An outage of WeChat does not change this value.',
    }),
    liveRooms: Type.Unsafe<'on' | 'off'>({
      type: 'string',
      enum: ['on', 'off'],
      description:
        'LIVE_ROOMS. off: getliveinfo is not called, no call is counted, and `ready` depends on storage only.',
    }),
    storage: Type.String({ description: "'ok', or what is wrong and how to fix it" }),
    snapshot: Nullable(
      Type.Object({
        asOfSec: AtSec('Last successful read from WeChat'),
        ageSec: Type.Integer({ minimum: 0, description: 'Age of the list, in seconds' }),
        stale: Type.Boolean(),
        rooms: Type.Integer({ minimum: 0, description: 'Rooms in the list' }),
        dropped: Type.Integer({
          minimum: 0,
          description: 'Rooms of the last full scan that could not be parsed',
        }),
        goodsDropped: Type.Integer({
          minimum: 0,
          description:
            'Goods in the list that are not shown, because they have no price or no page',
        }),
      }),
    ),
    quota: Nullable(
      Type.Object({
        day: Type.String({ description: 'Calendar day in Beijing, YYYY-MM-DD' }),
        used: Type.Integer({ minimum: 0, description: 'Calls charged today' }),
        limit: Type.Integer({ minimum: 1, description: 'Calls allowed today' }),
        closed: Type.Boolean({
          description: "Whether WeChat answered that the day's calls are used up (45009)",
        }),
        resetAtSec: AtSec('Next midnight in Beijing'),
      }),
    ),
    lastWechatError: Nullable(
      Type.Object({
        atSec: AtSec('Time of the failure'),
        code: Type.String({ description: 'errcode of WeChat, or the kind of failure' }),
        whatToDo: Type.String({ description: 'Instruction for the merchant' }),
        pause: Nullable(
          Type.Object(
            {
              end: Type.Unsafe<PauseEnd>({
                type: 'string',
                enum: [...PAUSE_ENDS],
                description:
                  'What ends the pause. Changed settings and a requested refresh end every pause.',
              }),
              nextTryAtSec: Nullable(
                AtSec('Time of the next call; null if time alone does not end the pause'),
              ),
            },
            { description: 'Set while calls are paused, because WeChat refuses them permanently' },
          ),
        ),
      }),
    ),
  }),
)

export const NAMED_HEALTH_SCHEMAS = [LivenessSchema, ReadinessSchema] as const

export type Readiness = Static<typeof ReadinessSchema>
