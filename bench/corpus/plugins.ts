import type { Fault } from './fault'

export const PLUGIN_FAULTS: readonly Fault[] = []
