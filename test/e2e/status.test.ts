import { openStage, type Phone, type Stage } from '../helpers/node/phone'

interface Element {
  readonly textContent: string | null
  getBoundingClientRect(): { readonly top: number; readonly bottom: number }
  querySelector(selector: string): Element | null
}
declare const document: { querySelectorAll(selector: string): Iterable<Element> }
declare const window: {
  readonly __livePlugin: { calls: { name: string; options: { room_id: number } }[] }
}

const HALL = '/packageA/pages/home/home?tab=upcoming'

let stage: Stage
let phone: Phone

afterEach(async () => {
  await phone.close()
  await stage.close()
})

it('requests the status of visible rooms only, once a minute, without a message', async () => {
  stage = await openStage({ roomCount: 300 })
  phone = await stage.openPhone({ path: HALL })
  const idOf = await idsByTitle('upcoming')
  const toBackend: { method: string; url: URL; body: string | null }[] = []
  phone.page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.pathname.startsWith('/api/'))
      toBackend.push({ method: request.method(), url, body: request.postData() })
  })

  await untilScreenIsAsked([])
  const first = await asked()
  expect(first.length).toBeLessThan(10)
  expect(await phone.timers()).toBeLessThan(5)

  await scrollBy(3_000)
  await untilScreenIsAsked(first)
  const before = await asked()
  expect(new Set(before).size).toBe(before.length)
  // rooms that scrolled past quickly have no request
  expect(before.length).toBeLessThan(20)

  // the time of each request is in the phone's storage
  await phone.page.reload()
  await phone.page.waitForSelector('html[data-ready]')
  for (let screens = 0; screens < 8; screens++) await scrollBy(700)
  await untilScreenIsAsked(before)
  expect((await asked()).filter((roomId) => before.includes(roomId))).toEqual([])

  expect(toBackend.length).toBeGreaterThan(1)
  for (const { method, url, body } of toBackend) {
    expect([method, body]).toEqual(['GET', null])
    for (const [name, value] of url.searchParams)
      expect(name === 'cursor' || ['live', 'upcoming', 'replay'].includes(value)).toBe(true)
  }
  expect(await phone.troubles()).toEqual([])

  /** The list is shown without the rooms of `gone`, and all others have been requested. */
  async function untilScreenIsAsked(gone: readonly number[]): Promise<void> {
    const ids = Object.fromEntries(idOf)
    await phone.page.waitForFunction(
      ([idByTitle, before]) => {
        const [scroller] = document.querySelectorAll('.page-frame:not([hidden]) wx-page')
        // below the navigation bar
        const screen = scroller?.getBoundingClientRect() ?? { top: 0, bottom: 0 }
        const rows = document.querySelectorAll('.page-frame:not([hidden]) [class*="room-of-"]')
        const onScreen = [...rows]
          .filter((row) => {
            const { top, bottom } = row.getBoundingClientRect()
            return bottom > screen.top + 10 && top < screen.bottom - 10
          })
          .map((row) => idByTitle[row.querySelector('[class*="clamp"]')?.textContent ?? ''] ?? 0)
        const had = window.__livePlugin.calls
          .filter(({ name }) => name === 'getLiveStatus')
          .map(({ options }) => options.room_id)
        return (
          onScreen.length > 2 &&
          onScreen.every((roomId) => had.includes(roomId) && !before.includes(roomId))
        )
      },
      [ids, gone] as const,
    )
  }
})

/** The rooms requested from the plugin, in order. */
async function asked(): Promise<number[]> {
  const calls = await phone.pluginCalls()
  return calls
    .filter(({ name }) => name === 'getLiveStatus')
    .map(({ options }) => (options as { room_id: number }).room_id)
}

/** Scrolls and waits until the visible rooms are rendered. */
async function scrollBy(px: number): Promise<void> {
  const rows = phone.screen.locator('[class*="room-of-"]')
  await rows.first().waitFor()
  await phone.screen.locator('wx-page').evaluate((scroller, by) => {
    scroller.scrollTop += by
    return new Promise((drawn) => setTimeout(drawn, 50))
  }, px)
}

/** Titles are unique. */
async function idsByTitle(shelf: string): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = new URLSearchParams({ status: shelf, ...(cursor === '' ? {} : { cursor }) })
    const response = await fetch(`${stage.world.backendUrl}/api/v1/rooms?${query.toString()}`)
    const page = (await response.json()) as {
      rooms: { title: string; roomId: number }[]
      nextCursor: string | null
    }
    for (const { title, roomId } of page.rooms) ids.set(title, roomId)
    cursor = page.nextCursor
  }
  return ids
}
