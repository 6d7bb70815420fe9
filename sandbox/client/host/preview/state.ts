import { worldNowMs, type WorldClockState } from '../../../shared/world-clock'

/** The answer of GET /__sandbox/state. */
export interface SandboxState {
  readonly clock: WorldClockState
  readonly act: {
    readonly name: string
    readonly nextName: string | null
    readonly nextAtMs: number | null
  }
}

export type ClockCommand = Readonly<{ advanceMs: number } | { speed: number } | { nextAct: true }>

export async function readState(): Promise<SandboxState> {
  return readJson(await fetch('/__sandbox/state', { cache: 'no-store' }))
}

export async function sendClockCommand(order: ClockCommand): Promise<SandboxState> {
  const response = await fetch('/__sandbox/clock', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  })
  return readJson(response)
}

/** Rooms that entries can open. */
export interface Rooms {
  /** Null: no room is live, or the list is not loaded. */
  readonly live: { readonly roomId: number; readonly title: string } | null
  readonly hasChannels: boolean
}

export const NO_ROOMS: Rooms = { live: null, hasChannels: false }

export async function readRooms(): Promise<Rooms> {
  const response = await fetch('/api/v1/rooms?status=live', { cache: 'no-store' })
  if (!response.ok) return NO_ROOMS
  const { rooms, channelsAccounts = [] } = (await response.json()) as {
    rooms: readonly { roomId: number; title: string; liveStatus: number | null }[]
    channelsAccounts?: readonly string[]
  }
  return {
    live: rooms.find(({ liveStatus }) => liveStatus === 101) ?? rooms[0] ?? null,
    hasChannels: channelsAccounts.length > 0,
  }
}

async function readJson(response: Response): Promise<SandboxState> {
  if (!response.ok) throw new Error(`the sandbox answered with status ${response.status}`)
  return (await response.json()) as SandboxState
}

const TIME = new Intl.DateTimeFormat('zh-CN', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
  timeZone: 'Asia/Shanghai',
})

export function timeText(worldMs: number): string {
  return TIME.format(worldMs)
}

export function worldTimeText(clock: WorldClockState): string {
  return timeText(worldNowMs(clock, Date.now()))
}

/** `mm:ss` until the next act, in world time. */
export function nextActText({ act, clock }: SandboxState): string {
  if (act.nextName === null || act.nextAtMs === null) return '之后没有安排了'
  const seconds = Math.max(0, Math.ceil((act.nextAtMs - worldNowMs(clock, Date.now())) / 1000))
  const minutes = Math.floor(seconds / 60)
  const left = `${String(minutes).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
  return `${left} 后：${act.nextName}`
}

/** Null while a build is being replaced, or if the server does not answer. */
export async function readBuildId(): Promise<string | null> {
  try {
    const response = await fetch('/__build')
    return response.ok ? await response.text() : null
  } catch {
    return null
  }
}
