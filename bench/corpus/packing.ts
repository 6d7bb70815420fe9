import type { Fault } from './fault'

export const PACKING_FAULTS: readonly Fault[] = []
