import { aRoom } from './builders'
import { aStorage, installWx } from './globals'

interface Asked {
  readonly url: string
  readonly timeout: number
  readonly header: Readonly<Record<string, string>>
  readonly success: (reply: { statusCode: number; data: unknown; header?: unknown }) => void
  readonly fail: (error: { errMsg: string }) => void
}

/** A back end that answers when the test says so, and what the test says. */
export function aBackEnd() {
  const asked: Asked[] = []
  const last = (): Asked => {
    const request = asked.at(-1)
    if (request === undefined) throw new Error('nothing was asked')
    return request
  }
  return {
    /** Every request since `install`. */
    asked,
    last,
    /** On a phone that has stored nothing yet, or this. */
    install: (storage = aStorage()) => {
      asked.length = 0
      installWx({ ...storage.wx, request: (options: Asked) => void asked.push(options) })
    },
    reply: (statusCode: number, data: unknown, header?: unknown) =>
      last().success({ statusCode, data, header }),
    breakDown: () => last().fail({ errMsg: 'request:fail timeout' }),
  }
}

export const freshness = { asOfSec: 1_795_000_000, stale: false, refreshAfterSec: 60 }

export const homeJson = (more: object = {}) => ({
  ...freshness,
  live: [{ ...aRoom(), liveStatus: 101 }],
  upcoming: [],
  replays: [],
  goods: [],
  ...more,
})
