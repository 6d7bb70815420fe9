import type { Fault } from './fault'

export const TYPE_FAULTS: readonly Fault[] = []
