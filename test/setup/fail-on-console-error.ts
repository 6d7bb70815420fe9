/**
 * The old engine under miniprogram-simulate swallows what throws in a lifecycle, an observer or a
 * handler and prints it instead: without this, broken code passes its tests.
 */
const said: string[] = []

beforeEach(() => {
  said.length = 0
  for (const level of ['error', 'warn'] as const) {
    console[level] = (...parts: unknown[]) => {
      said.push(parts.map(describePart).join(' '))
    }
  }
})

afterEach(() => {
  expect(said).toEqual([])
})

function describePart(part: unknown): string {
  return part instanceof Error ? (part.stack ?? part.message) : String(part)
}
