import { livePluginRecord } from './record'

type Listener = (roomId: number, subscribed: boolean) => void

const listeners = new Set<Listener>()

export function isSubscribed(roomId: number): boolean {
  return livePluginRecord().subscribed[roomId] === true
}

/** Updates all buttons of the room, on every page. */
export function setSubscribed(roomId: number, subscribed: boolean): void {
  livePluginRecord().subscribed[roomId] = subscribed
  listeners.forEach((listener) => listener(roomId, subscribed))
}

/** @returns a function that removes the listener */
export function onSubscribed(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
