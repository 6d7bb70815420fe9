import type { Motif } from '../../catalogue/types'
import { basket } from './basket'
import { orange, peach } from './fruit'
import { candle, lamp } from './glow'
import { scarf, shirt, tote } from './linen'
import type { DrawMotif } from './motif'
import { honeyJar } from './pantry'
import { teapot, teaTin } from './tea'
import { vase } from './vase'
import { bowl, cup } from './ware'

export const MOTIF_DRAWINGS: Readonly<Record<Motif, DrawMotif>> = {
  teapot,
  'tea-tin': teaTin,
  cup,
  bowl,
  vase,
  'honey-jar': honeyJar,
  peach,
  orange,
  candle,
  shirt,
  tote,
  scarf,
  basket,
  lamp,
}
