import { openStage, type Phone, type PhoneOptions, type Stage } from '../helpers/node/phone'

const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'

/** Every page a shopper can stand on, in the states that look different. */
const SCREENS: readonly (readonly [name: string, path: string, waitFor: string])[] = [
  ['index', '/pages/index/index', '#hero'],
  ['hall-live', '/packageA/pages/home/home', '[id=tabs]'],
  ['hall-upcoming', '/packageA/pages/home/home?tab=upcoming', '[id^=subscribe-]'],
  ['hall-replay', '/packageA/pages/home/home?tab=replay', '[id=tabs]'],
  ['room-live', '/packageA/pages/room/room?room_id=1002', '#primary'],
  ['room-upcoming', '/packageA/pages/room/room?room_id=1008', '[id^=subscribe-]'],
  ['room-paused', '/packageA/pages/room/room?room_id=1006', '#primary'],
  ['room-ended', '/packageA/pages/room/room?room_id=1020', '#primary'],
  ['room-banned', '/packageA/pages/room/room?room_id=1017', '[class*=room__note]'],
  ['room-expired', '/packageA/pages/room/room?room_id=1018', '[class*=room__note]'],
  ['room-missing', '/packageA/pages/room/room?room_id=9', '#missing'],
  ['replay', '/packageA/pages/replay/replay?room_id=1020', '#video'],
  ['product', '/pages/product-detail/product-detail?product_id=2001&room_id=1002', '#buy'],
  ['plugin-room', `${ROOM_PAGE}?room_id=1002`, '#room-bag'],
]

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  it.each(SCREENS)(
    'draws %s without a fault and without sideways scrolling',
    async (name, path, waitFor) => {
      await look({ path, theme }, name, waitFor, `${name}-${theme}`)
    },
  )
})

describe.each([320, 430])('%d px wide', (width) => {
  it.each(SCREENS)('draws %s', async (name, path, waitFor) => {
    await look({ path, width }, name, waitFor, `${name}-${width}`)
  })
})

async function look(options: PhoneOptions, name: string, waitFor: string, file: string) {
  const phone = await stage.openPhone(options)
  try {
    await phone.screen.locator(waitFor).first().waitFor()
    await everyPictureDrawn(phone)
    await phone.photograph(file)
    const sideways = await phone.screen.evaluate((frame) => {
      const page = frame.querySelector('wx-page')
      return page === null ? -1 : page.scrollWidth - page.clientWidth
    })
    expect(sideways).toBeLessThanOrEqual(0)
    // an unknown room is a 404 of the back end, which the browser prints by itself
    const expected = name === 'room-missing' ? 'Failed to load resource' : 'nothing is expected'
    const troubles = await phone.troubles()
    expect(troubles.filter((trouble) => !trouble.includes(expected))).toEqual([])
  } finally {
    await phone.close()
  }
}

async function everyPictureDrawn({ page }: Phone): Promise<void> {
  await page.waitForFunction(() => {
    const pictures = [
      ...document.querySelectorAll<HTMLImageElement>('.page-frame:not([hidden]) img'),
    ]
    const inSight = pictures.filter((picture) => {
      const { top, bottom } = picture.getBoundingClientRect()
      return bottom > 0 && top < window.innerHeight
    })
    return inSight.every((picture) => picture.complete)
  })
}
