/** A room as the sandbox's API sends it to the plugin, with WeChat's names and units. */
export interface WireRoom {
  readonly room_id: number
  readonly name: string
  readonly cover_img: string
  readonly share_img: string
  readonly anchor_name: string
  /** 101 to 107; 0 was seen as well. */
  readonly live_status: number
  /** Epoch seconds. */
  readonly start_time: number
  readonly end_time: number
  readonly goods: readonly WireGoods[]
}

export interface WireGoods {
  /** Absent in rooms of 2020. */
  readonly goods_id?: number
  readonly name: string
  readonly cover_img: string
  /** Without leading slash; often with `.html`. */
  readonly url: string
  /** Appid of the mini-program that sells the goods; '' for the shop's own. */
  readonly third_party_appid: string
  /** In fen. */
  readonly price: number
  readonly price2: number
  /** 1: `price`; 2: `price` to `price2`; 3: original `price`, current `price2`. */
  readonly price_type: number
}

export type RoomAnswer =
  | { readonly kind: 'room'; readonly room: WireRoom }
  | { readonly kind: 'no-room' }
  | { readonly kind: 'unreachable' }

export async function readRoom(roomId: number): Promise<RoomAnswer> {
  try {
    const response = await fetch(`/__sandbox/rooms/${roomId}`)
    // always read the body: an unread response keeps its connection open
    const text = await response.text()
    if (response.status === 404) return { kind: 'no-room' }
    if (!response.ok) return { kind: 'unreachable' }
    return { kind: 'room', room: JSON.parse(text) as WireRoom }
  } catch {
    return { kind: 'unreachable' }
  }
}

/**
 * Calls the listener with the room now and `waitMs` of world time after each answer, until the returned
 * function is called. It stops when the room does not exist.
 */
export function watchRoom(
  roomId: number,
  waitMs: number,
  listener: (answer: RoomAnswer) => void,
  read: (roomId: number) => Promise<RoomAnswer> = readRoom,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  const ask = () => {
    void read(roomId).then((answer) => {
      if (stopped) return
      if (answer.kind !== 'no-room') timer = setTimeout(ask, waitMs)
      listener(answer)
    })
  }
  ask()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
