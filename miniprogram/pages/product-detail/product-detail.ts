import { listedGoodsPage } from '../../live/index'
import { onBuy } from '../../on-buy'

listedGoodsPage({ onBuy })
