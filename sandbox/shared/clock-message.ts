import type { WorldClockState } from './world-clock'

/** Sets the world clock of another process. */
export interface ClockMessage {
  readonly kind: 'world-clock'
  readonly state: WorldClockState
}

export function isClockMessage(message: unknown): message is ClockMessage {
  if (!isObject(message)) return false
  return message['kind'] === 'world-clock' && isClockState(message['state'])
}

/** Parses an environment variable. Null if it is not a valid clock state. */
export function parseClockState(text: string | undefined): WorldClockState | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    return isClockState(value) ? value : null
  } catch {
    return null
  }
}

function isClockState(value: unknown): value is WorldClockState {
  return (
    isObject(value) &&
    ['anchorRealMs', 'anchorWorldMs', 'speed'].every((key) => Number.isFinite(value[key])) &&
    Number(value['speed']) > 0
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
