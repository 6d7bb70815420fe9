import { en } from '../../miniprogram/domain/text/en'
import { zh } from '../../miniprogram/domain/text/zh'
import { faultsOf } from '../helpers/node/looks'
import { openStage, type Phone, type PhoneOptions, type Stage } from '../helpers/node/phone'

const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'
const HALL = '/packageA/pages/home/home'
const PRODUCT = '/pages/product-detail/product-detail'
const ROOM = '/packageA/pages/room/room'

interface Screen {
  readonly name: string
  readonly path: string
  readonly waitFor: string
  /** What is tapped first, where no address leads there. */
  readonly tap?: string
}

/** Every page a shopper can stand on, in the states that look different. */
const SCREENS: readonly Screen[] = [
  { name: 'index', path: '/pages/index/index', waitFor: '#hero' },
  { name: 'hall-live', path: HALL, waitFor: '[class*=badge]' },
  { name: 'hall-upcoming', path: `${HALL}?tab=upcoming`, waitFor: '[id^=subscribe-]' },
  { name: 'hall-replay', path: `${HALL}?tab=replay`, waitFor: '[class*=badge]' },
  { name: 'room-live', path: `${ROOM}?room_id=1002`, waitFor: '#primary' },
  { name: 'room-upcoming', path: `${ROOM}?room_id=1008`, waitFor: '[id^=subscribe-]' },
  { name: 'room-paused', path: `${ROOM}?room_id=1006`, waitFor: '#primary' },
  { name: 'room-ended', path: `${ROOM}?room_id=1020`, waitFor: '#primary' },
  { name: 'room-banned', path: `${ROOM}?room_id=1017`, waitFor: '[class*=note]' },
  { name: 'room-expired', path: `${ROOM}?room_id=1018`, waitFor: '[class*=note]' },
  { name: 'room-missing', path: `${ROOM}?room_id=9`, waitFor: '#missing' },
  { name: 'replay', path: '/packageA/pages/replay/replay?room_id=1020', waitFor: '#video' },
  { name: 'product', path: `${PRODUCT}?product_id=2001&room_id=1002`, waitFor: '#buy' },
  { name: 'order-empty', path: '/packageA/pages/order/order', waitFor: '#missing' },
  {
    name: 'order',
    path: `${PRODUCT}?product_id=2001&room_id=1002`,
    waitFor: '#quantity',
    tap: '#buy',
  },
  { name: 'plugin-room', path: `${ROOM_PAGE}?room_id=1002`, waitFor: '#room-bag' },
]

type Look = Required<Pick<PhoneOptions, 'language' | 'theme' | 'width' | 'fontScale'>>

/** Not their product: each language, theme and width, and the largest type where it is tightest. */
const LOOKS: readonly Look[] = [
  { language: 'zh_CN', theme: 'light', width: 375, fontScale: 1 },
  { language: 'zh_CN', theme: 'dark', width: 320, fontScale: 1 },
  { language: 'en', theme: 'light', width: 320, fontScale: 1 },
  { language: 'en', theme: 'dark', width: 430, fontScale: 1 },
  { language: 'zh_CN', theme: 'dark', width: 320, fontScale: 1.6 },
  { language: 'en', theme: 'light', width: 320, fontScale: 1.6 },
]

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

describe.each(LOOKS)('in $language, $theme, $width px, type × $fontScale', (look) => {
  const other = wordsOf(look.language === 'en' ? zh : en)
  let phone: Phone

  beforeAll(async () => {
    phone = await stage.openPhone(look)
  })
  afterAll(() => phone.close())

  it.each(SCREENS)('draws $name whole', async ({ name, path, waitFor, tap }) => {
    const before = (await phone.troubles()).length
    await phone.restart({ ...look, path })
    if (tap !== undefined) await phone.screen.locator(tap).click()
    await phone.screen.locator(waitFor).first().waitFor()
    await everyPictureDrawn(phone)
    const scale = look.fontScale === 1 ? '' : '-large'
    await phone.photograph(`${name}-${look.language}-${look.theme}-${look.width}${scale}`)
    const { words, targets, ...faults } = await faultsOf(phone.screen)
    // the plugin's room is WeChat's own page: it follows the theme, and neither language nor type
    if (name === 'plugin-room') expect(faults.sideways).toBeLessThanOrEqual(0)
    else {
      expect(faults).toEqual({
        sideways: 0,
        clipped: [],
        overlapping: [],
        small: [],
        nameless: [],
      })
      expect(targets).toBeGreaterThan(0)
      // <subscribe> writes its own button
      expect(words.filter((word) => other.has(word) && word !== zh.action.subscribe)).toEqual([])
    }
    // an unknown room is a 404 of the back end, which the browser prints by itself
    const expected = name === 'room-missing' ? 'Failed to load resource' : 'nothing is expected'
    const troubles = (await phone.troubles()).slice(before)
    expect(troubles.filter((trouble) => !trouble.includes(expected))).toEqual([])
  })
})

/** The texts of a table that are no functions. */
function wordsOf(table: object): ReadonlySet<string> {
  const words = Object.values(table).flatMap((one: unknown): string[] => {
    if (typeof one === 'string') return [one]
    return typeof one === 'object' && one !== null ? [...wordsOf(one)] : []
  })
  return new Set(words)
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

it('dresses the plugin’s button anew when night falls', async () => {
  const phone = await stage.openPhone({ path: `${HALL}?tab=upcoming`, theme: 'light' })
  const colour = async () =>
    phone.screen
      .locator('[id^=subscribe-]')
      .first()
      .evaluate((button) => getComputedStyle(button).backgroundColor)
  await phone.screen.locator('[id^=subscribe-]').first().waitFor()
  expect(await colour()).toBe('rgb(207, 58, 34)')
  await phone.page.emulateMedia({ colorScheme: 'dark' })
  await phone.page.waitForFunction(
    () =>
      getComputedStyle(document.querySelector('[id^=subscribe-]') ?? document.body)
        .backgroundColor === 'rgb(255, 106, 77)',
  )
  await phone.close()
})
