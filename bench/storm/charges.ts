/** One day of the ledger. */
export interface Charge {
  readonly day: string
  readonly used: number
  readonly closed: boolean
}

/** @throws for any other value: an unreadable count must not count as zero */
export function parseCharges(rows: unknown): readonly Charge[] {
  if (!Array.isArray(rows)) throw new Error('The store holds no ledger')
  return rows.map((row: unknown) => {
    const field = (name: string): unknown => Reflect.get(Object(row) as object, name)
    const [day, used, closed] = [field('day'), field('used'), field('closed')]
    if (typeof day !== 'string' || typeof used !== 'number' || closed === undefined)
      throw new Error('The ledger in the store has a row that is not a day')
    return { day, used, closed: closed === true || closed === 1 }
  })
}
