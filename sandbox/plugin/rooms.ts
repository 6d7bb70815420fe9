/** A room as the sandbox's WeChat tells its plugin; WeChat's names and units. */
export interface WireRoom {
  readonly room_id: number
  readonly name: string
  readonly cover_img: string
  readonly share_img: string
  readonly anchor_name: string
  /** 101…107; 0 has been seen. */
  readonly live_status: number
  /** Seconds. */
  readonly start_time: number
  readonly end_time: number
  readonly goods: readonly WireGoods[]
}

export interface WireGoods {
  /** Absent in rooms of 2020. */
  readonly goods_id?: number
  readonly name: string
  readonly cover_img: string
  /** Without leading slash, often with `.html`. */
  readonly url: string
  /** The mini-program that sells the goods; '' for the shop's own. */
  readonly third_party_appid: string
  /** Fen. */
  readonly price: number
  readonly price2: number
  /** 1: price; 2: from price to price2; 3: price was, price2 is. */
  readonly price_type: number
}

export type RoomAnswer =
  | { readonly kind: 'room'; readonly room: WireRoom }
  | { readonly kind: 'no-room' }
  | { readonly kind: 'unreachable' }

export async function readRoom(roomId: number): Promise<RoomAnswer> {
  try {
    const response = await fetch(`/__sandbox/rooms/${roomId}`)
    // read in any case: an answer that nobody reads keeps its connection
    const text = await response.text()
    if (response.status === 404) return { kind: 'no-room' }
    if (!response.ok) return { kind: 'unreachable' }
    return { kind: 'room', room: JSON.parse(text) as WireRoom }
  } catch {
    return { kind: 'unreachable' }
  }
}

/**
 * Tells the room now, and again `waitMs` of world time after each answer, until the returned
 * function is called. A room that does not exist will not come to be: it is asked for once.
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
