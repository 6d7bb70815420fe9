/**
 * One clock for the whole sandbox: WeChat's API, the back end and the phone use the same simulated time, so
 * that a show of an hour can run in a minute. Pure arithmetic for Node and browsers.
 */
export interface WorldClockState {
  readonly anchorRealMs: number
  readonly anchorWorldMs: number
  /** World seconds per real second, above 0. */
  readonly speed: number
}

export function startWorldClock(realNowMs: number, speed = 1): WorldClockState {
  return { anchorRealMs: realNowMs, anchorWorldMs: realNowMs, speed }
}

export function worldNowMs(state: WorldClockState, realNowMs: number): number {
  return Math.round(state.anchorWorldMs + (realNowMs - state.anchorRealMs) * state.speed)
}

/** Jumps ahead. Time never goes backwards, because the rules of the sandbox rely on it. */
export function advanceWorld(
  state: WorldClockState,
  byMs: number,
  realNowMs: number,
): WorldClockState {
  if (!(byMs >= 0)) throw new RangeError(`The world clock only goes forward, got ${byMs} ms`)
  return {
    anchorRealMs: realNowMs,
    anchorWorldMs: worldNowMs(state, realNowMs) + byMs,
    speed: state.speed,
  }
}

export function setWorldSpeed(
  state: WorldClockState,
  speed: number,
  realNowMs: number,
): WorldClockState {
  if (!(speed > 0)) throw new RangeError(`The world's speed must be above 0, got ${speed}`)
  return { anchorRealMs: realNowMs, anchorWorldMs: worldNowMs(state, realNowMs), speed }
}
