import { common, hover } from './shared/common'

Component({
  behaviors: [common, hover('none')],
  properties: { scrollTop: null, markerId: null },
})
