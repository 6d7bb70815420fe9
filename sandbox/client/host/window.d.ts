import type { CallbackOrder } from '../../shared/callback-order'
import type { WorldClockState } from '../../shared/world-clock'
import type { MiniProgramBundle } from './bundle'
import type { Sim } from './sim'

declare global {
  interface Window {
    __miniProgram: MiniProgramBundle
    /** Written into app.html by the server, so that the app's first date is already in world time. */
    __worldClock?: WorldClockState
    /** The sandbox's default, also written into app.html. */
    __callbackOrder?: CallbackOrder
    __sim: Sim
  }
}
