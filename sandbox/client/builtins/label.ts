import { common } from './shared/common'

Component({ behaviors: [common], properties: { for: String } })
