import { livePluginRecord } from './record'

type Listener = (roomId: number, subscribed: boolean) => void

const listeners = new Set<Listener>()

export function isSubscribed(roomId: number): boolean {
  return livePluginRecord().subscribed[roomId] === true
}

/** Every button of the room shows it, on whatever page it stands. */
export function setSubscribed(roomId: number, subscribed: boolean): void {
  livePluginRecord().subscribed[roomId] = subscribed
  listeners.forEach((listener) => listener(roomId, subscribed))
}

/** @returns to stop listening. */
export function onSubscribed(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
