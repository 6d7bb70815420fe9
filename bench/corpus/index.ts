import type { Fault } from './fault'
import { FLAVOUR_FAULTS } from './flavours'
import { JSON_FAULTS } from './json'
import { LINK_FAULTS } from './links'
import { PACKING_FAULTS } from './packing'
import { PLUGIN_FAULTS } from './plugins'
import { SCRIPT_FAULTS } from './scripts'
import { STYLE_FAULTS } from './styles'
import { TEMPLATE_FAULTS } from './templates'
import { TYPE_FAULTS } from './types'

export const FAULTS: readonly Fault[] = [
  ...TEMPLATE_FAULTS,
  ...STYLE_FAULTS,
  ...JSON_FAULTS,
  ...SCRIPT_FAULTS,
  ...LINK_FAULTS,
  ...TYPE_FAULTS,
  ...PLUGIN_FAULTS,
  ...FLAVOUR_FAULTS,
  ...PACKING_FAULTS,
]
