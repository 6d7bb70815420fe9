import type { Fault } from './fault'

export const TEMPLATE_FAULTS: readonly Fault[] = []
