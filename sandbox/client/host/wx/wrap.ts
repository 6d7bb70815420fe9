import { describeError } from '../errors'

/** The callbacks of every asynchronous wx call. */
export interface Callbacks {
  readonly success?: (result: unknown) => void
  readonly fail?: (failure: WxFailure) => void
  readonly complete?: (result: unknown) => void
}

export interface WxFailure {
  readonly errMsg: string
  readonly [detail: string]: unknown
}

export type WxApi = (options?: unknown) => unknown

/**
 * Makes a wx call from a function: with `success`, `fail` or `complete` it calls them and returns undefined,
 * otherwise it returns a promise. It always runs asynchronously: `wx.redirectTo` in onLoad runs after onShow,
 * as in WeChat.
 */
export function asyncApi(
  name: string,
  run: (options: never) => unknown,
  onCallbackError: (error: unknown) => void,
): WxApi {
  return (given) => {
    const options = given ?? {}
    const { success, fail, complete } = options as Callbacks
    const outcome = Promise.resolve()
      .then(() => run(options as never))
      .then(
        (result) => ({ errMsg: `${name}:ok`, ...asObject(result) }),
        (error: unknown) => {
          // eslint-disable-next-line @typescript-eslint/only-throw-error -- WeChat rejects with a plain object, not an Error
          throw toFailure(name, error)
        },
      )
    if (success === undefined && fail === undefined && complete === undefined) return outcome
    void outcome
      .then(
        (result) => {
          success?.(result)
          complete?.(result)
        },
        (reason: unknown) => {
          const failure = reason as WxFailure
          fail?.(failure)
          complete?.(failure)
        },
      )
      .catch(onCallbackError) // the app's callback has thrown
    return undefined
  }
}

export function toFailure(name: string, error: unknown): WxFailure {
  const message = describeError(error)
  const errMsg = message.startsWith(`${name}:`) ? message : `${name}:fail ${message}`
  return error instanceof Error || typeof error !== 'object' ? { errMsg } : { ...error, errMsg }
}

function asObject(result: unknown): object {
  return typeof result === 'object' && result !== null ? result : {}
}
