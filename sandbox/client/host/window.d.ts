import type { CallbackOrder } from '../../shared/callback-order'
import type { WorldClockState } from '../../shared/world-clock'
import type { MiniProgramBundle } from './bundle'
import type { Sim } from './sim'

declare global {
  interface Window {
    __miniProgram: MiniProgramBundle
    /** Written into app.html by the server, so that the first date the app reads is already right. */
    __worldClock?: WorldClockState
    /** Of this sandbox, written into app.html as well. */
    __callbackOrder?: CallbackOrder
    __sim: Sim
  }
}
