import type { Fault } from './fault'

export const SCRIPT_FAULTS: readonly Fault[] = []
