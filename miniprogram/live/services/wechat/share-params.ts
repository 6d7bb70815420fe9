import type { Unpacked } from '../../domain/custom-params'
import type { RoomId } from '../../domain/room-id'

/** WeChat's data of the share that brought the shopper. */
export interface ShareParams {
  readonly roomId: RoomId | null
  readonly openid: string | null
  /** The sharer; only on entry by a share card. */
  readonly shareOpenid: string | null
  readonly customParams: Unpacked
  /** The promoter's id in Channels; the live component has none. */
  readonly promoterId?: string | null
}
