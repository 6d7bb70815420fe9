import { common } from './shared/common'

Component({ behaviors: [common], properties: { itemId: String, skipHiddenItemLayout: Boolean } })
