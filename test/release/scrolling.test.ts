/** The bench when the browser stops drawing. */
import { scrollThrough, type ScrollCost } from '../../bench/client-cost/scrolling'

const COST: ScrollCost = { titles: ['one'], firstNodes: 1, mostNodes: 2 }

/** A phone whose browser draws the list only at this attempt. */
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
  const messages: string[] = []
  expect(await scrollThrough(phone, { ...LIST, tell: (line) => messages.push(line) })).toBe(COST)
  expect(opened).toEqual(['/hall', '/hall'])
  expect(messages).toHaveLength(2)
  expect(messages[0]).toContain('the browser drew no frame for 5 s while /hall was scrolled')
})

it('fails with a message if that does not help', async () => {
  const { phone } = aPhone(Infinity)
  await expect(scrollThrough(phone, LIST)).rejects.toThrow('the browser drew no frame')
})
