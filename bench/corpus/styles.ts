import type { Fault } from './fault'

export const STYLE_FAULTS: readonly Fault[] = []
