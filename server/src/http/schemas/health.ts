import { Type, type Static, type TSchema } from 'typebox'
import type { Trouble } from '../../sync/refresher'
import { AtSec, named } from './schema-kit'

type PauseEnd = NonNullable<Trouble['pause']>['end']
const PAUSE_ENDS: readonly PauseEnd[] = ['settings-change', 'restart', 'hour']

/** What the machine that runs the back end reads. */

const Nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])

export const LivenessSchema = named(
  'Liveness',
  'The process answers',
  Type.Object({ status: Type.Literal('alive') }),
)

export const ReadinessSchema = named(
  'Readiness',
  'Whether the back end can do its work, and what hinders it',
  Type.Object({
    ready: Type.Boolean({
      description:
        'Whether storage can be read and calls can be counted. The list in memory is served ' +
        'either way, and WeChat being down does not change it.',
    }),
    liveRooms: Type.Unsafe<'on' | 'off'>({
      type: 'string',
      enum: ['on', 'off'],
      description:
        'LIVE_ROOMS. off: WeChat is not asked for rooms, no call is counted, and storage alone decides.',
    }),
    storage: Type.String({ description: "'ok', or what is wrong and what to do" }),
    snapshot: Nullable(
      Type.Object({
        asOfSec: AtSec('When WeChat was last read successfully'),
        ageSec: Type.Integer({ minimum: 0, description: 'Age of the list, in seconds' }),
        stale: Type.Boolean(),
        rooms: Type.Integer({ minimum: 0, description: 'Rooms in the list' }),
        dropped: Type.Integer({
          minimum: 0,
          description: 'Rooms of the last full read that could not be understood',
        }),
        goodsDropped: Type.Integer({
          minimum: 0,
          description:
            'Goods of the rooms in the list that have no price or no page, and are not shown',
        }),
      }),
    ),
    quota: Nullable(
      Type.Object({
        day: Type.String({ description: 'Calendar day in Beijing, YYYY-MM-DD' }),
        used: Type.Integer({ minimum: 0, description: 'Calls charged today' }),
        limit: Type.Integer({ minimum: 1, description: 'Calls allowed today' }),
        closed: Type.Boolean({
          description: 'Whether WeChat said that the day is used up (45009)',
        }),
        resetAtSec: AtSec('Next midnight in Beijing'),
      }),
    ),
    lastWechatError: Nullable(
      Type.Object({
        atSec: AtSec('When it happened'),
        code: Type.String({ description: 'errcode of WeChat, or the kind of failure' }),
        whatToDo: Type.String({ description: 'Instruction for the merchant' }),
        pause: Nullable(
          Type.Object(
            {
              end: Type.Unsafe<PauseEnd>({
                type: 'string',
                enum: [...PAUSE_ENDS],
                description:
                  'What ends the pause. Changed settings and an ordered refresh end each of them.',
              }),
              nextTryAtSec: Nullable(
                AtSec('When WeChat is asked again; null when time alone does not end the pause'),
              ),
            },
            { description: 'WeChat refuses for good, and is not asked meanwhile' },
          ),
        ),
      }),
    ),
  }),
)

export const NAMED_HEALTH_SCHEMAS = [LivenessSchema, ReadinessSchema] as const

export type Readiness = Static<typeof ReadinessSchema>
