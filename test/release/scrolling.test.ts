/** What the bench does where the browser stops drawing. */
import { scrollThrough, type ScrollCost } from '../../bench/client-cost/scrolling'

const COST: ScrollCost = { titles: ['one'], firstNodes: 1, mostNodes: 2 }

/** A phone whose browser draws the list at this attempt. */
function aPhone(drawnAt: number) {
  let attempts = 0
  const opened: (string | undefined)[] = []
  const page = {
    evaluate: () => Promise.resolve((attempts += 1) < drawnAt ? null : COST),
    waitForSelector: () => Promise.resolve(),
  }
  const restart = ({ path }: { path?: string } = {}) => Promise.resolve(void opened.push(path))
  return { phone: { page, restart } as unknown as Parameters<typeof scrollThrough>[0], opened }
}

const LIST = { path: '/hall', end: 'no more' }

it('reopens a page that the browser no longer draws, and reports it', async () => {
  const { phone, opened } = aPhone(3)
  const told: string[] = []
  expect(await scrollThrough(phone, { ...LIST, tell: (line) => told.push(line) })).toBe(COST)
  expect(opened).toEqual(['/hall', '/hall'])
  expect(told).toHaveLength(2)
  expect(told[0]).toContain('the browser drew no frame for 5 s while /hall was scrolled')
})

it('gives up in words when that does not help', async () => {
  const { phone } = aPhone(Infinity)
  await expect(scrollThrough(phone, LIST)).rejects.toThrow('the browser drew no frame')
})
