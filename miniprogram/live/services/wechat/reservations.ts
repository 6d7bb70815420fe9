import { readStored, writeStored } from '../phone/storage'

/** WeChat has no API to read reservations, so those made in this app are stored. */
const KEY = 'reservations'
const MAX_NOTICES = 50

export function isReservedNotice(noticeId: string): boolean {
  return stored().includes(noticeId)
}

export function saveReservation(noticeId: string, isReserved: boolean): void {
  const others = stored().filter((one) => one !== noticeId)
  writeStored(KEY, isReserved ? [noticeId, ...others].slice(0, MAX_NOTICES) : others)
}

function stored(): string[] {
  return readStored(KEY, parse) ?? []
}

function parse(json: unknown): string[] | null {
  return Array.isArray(json) ? json.filter((one) => typeof one === 'string') : null
}
