import type { Unpacked } from '../../domain/custom-params'
import type { RoomId } from '../../domain/room-id'

/** Who shared what brought the shopper here. */
export interface ShareParams {
  readonly roomId: RoomId | null
  readonly openid: string | null
  /** Who shared; only on entry by a share card. */
  readonly shareOpenid: string | null
  readonly customParams: Unpacked
  /** Whose promotion it is, by Channels' own number; the live component knows none. */
  readonly promoterId?: string | null
}
