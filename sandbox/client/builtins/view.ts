import { common, hover } from './shared/common'

Component({ behaviors: [common, hover('none')] })
