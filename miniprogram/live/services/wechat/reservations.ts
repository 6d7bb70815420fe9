import { readStored, writeStored } from '../phone/storage'

/** WeChat does not say whether a shopper has reserved: what they did here is remembered. */
const KEY = 'reservations'
const MAX_NOTICES = 50

export function isReservedNotice(noticeId: string): boolean {
  return stored().some((one) => one === noticeId)
}

export function saveReservation(noticeId: string, isReserved: boolean): void {
  const others = stored().filter((one) => one !== noticeId)
  writeStored(KEY, isReserved ? [noticeId].concat(others).slice(0, MAX_NOTICES) : others)
}

function stored(): string[] {
  return readStored(KEY, parse) ?? []
}

function parse(json: unknown): string[] | null {
  return Array.isArray(json) ? json.filter((one) => String(one) === one) : null
}
