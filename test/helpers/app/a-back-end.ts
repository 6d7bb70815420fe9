import { aRoom } from './builders'
import { aStorage, installWx } from './globals'

export type Api = typeof import('../../../miniprogram/live/services/backend/client')

interface Asked {
  readonly url: string
  readonly timeout: number
  readonly header: Readonly<Record<string, string>>
  readonly success: (reply: { statusCode: number; data: unknown; header?: unknown }) => void
  readonly fail: (error: { errMsg: string }) => void
}

/** A back end that answers when the test calls `reply`. */
export function aBackEnd() {
  const asked: Asked[] = []
  const last = (): Asked => {
    const request = asked.at(-1)
    if (request === undefined) throw new Error('No request was sent')
    return request
  }
  const install = (storage = aStorage()) =>
    installWx({ ...storage.wx, request: (options: Asked) => void asked.push(options) })
  return {
    /** Every request since `start`. */
    asked,
    last,
    /** Starts the app with empty storage. */
    start: (): Promise<Api> => {
      asked.length = 0
      install()
      jest.resetModules()
      return import('../../../miniprogram/live/services/backend/client')
    },
    /** Replaces the phone's storage. */
    install,
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
  channelsAccounts: [],
  ...more,
})
