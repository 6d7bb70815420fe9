import type { Random } from '../../catalogue/random'
import type { Look } from '../../catalogue/types'
import type { Pen } from '../pen'

/**
 * Draws goods that stand on the ground at (0, 0), at most 400 wide and 400 high, lit from the left.
 * Never any text: a picture inside an <img> has no Chinese font.
 */
export type DrawMotif = (pen: Pen, look: Look, random: Random) => string
