import { describeError } from '../errors'

/** What every asynchronous wx call takes beside its own options. */
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
 * Makes the two forms of a wx call from one function: with `success`, `fail` or `complete` it calls
 * them and returns nothing, without them it returns a promise. Never at once: `wx.redirectTo` in
 * onLoad runs after onShow, as in WeChat.
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
          // App code that asks `instanceof Error` must get its no.
          // eslint-disable-next-line @typescript-eslint/only-throw-error -- a plain object, as WeChat rejects with
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
      .catch(onCallbackError) // the app's own callback threw
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
