import { createHash } from 'node:crypto'
import {
  parseSnapshot,
  SNAPSHOT_FORMAT,
  SNAPSHOT_SHAPE,
} from '../../../server/src/store/snapshot-shape'
import { aKeptRoom, aReplay, aSnapshot, keptReplays } from '../../helpers/node/server/builders'

/** Fingerprint of each stored shape, by format. */
const SHAPES: Readonly<Record<number, string>> = {
  3: 'cb2da4f3f780cee1',
}

const full = aSnapshot({
  rooms: [aKeptRoom(), aKeptRoom({ roomId: 8, liveStatus: null }, { place: null })],
  replays: [keptReplays({ replays: [aReplay(), aReplay({ createdAtSec: null })] })],
})

/** All variants with one field removed or added. */
function* otherShapes(value: unknown): Generator {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries())
      for (const other of otherShapes(item)) yield value.with(at, other)
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, oneMore: 1 }
    for (const [key, item] of Object.entries(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key))
      for (const other of otherShapes(item)) yield { ...value, [key]: other }
    }
  }
}

describe('the stored snapshot', () => {
  it('has its own format for each shape', () => {
    const fingerprint = createHash('sha256')
      .update(JSON.stringify(SNAPSHOT_SHAPE))
      .digest('hex')
      .slice(0, 16)
    // If this fails, the shape has changed: increase SNAPSHOT_FORMAT and add the fingerprint to
    // SHAPES.
    expect({ [SNAPSHOT_FORMAT]: fingerprint }).toEqual({
      [SNAPSHOT_FORMAT]: SHAPES[SNAPSHOT_FORMAT],
    })
  })

  it('is read as it was written', () => {
    expect(parseSnapshot(JSON.stringify(full))).toEqual(full)
  })

  it('is rejected with any field missing or added', () => {
    const others = [...otherShapes(full)]
    expect(others.length).toBeGreaterThan(50)
    for (const other of others) expect(parseSnapshot(JSON.stringify(other))).toBeUndefined()
  })

  it.each(['', '{"rooms":', 'null', '[]'])('is rejected if it is %p', (body) => {
    expect(parseSnapshot(body)).toBeUndefined()
  })
})
