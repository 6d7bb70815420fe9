import { en } from '../../miniprogram/live/domain/text/en'
import { zh } from '../../miniprogram/live/domain/text/zh'
import { SUBSCRIBE_COLORS } from '../../miniprogram/live/styles/brand'
import { CHANNELS_ACCOUNTS } from '../../sandbox/api'
import type { Flavour } from '../../sandbox/flavour'
import { faultsOf } from '../helpers/node/looks'
import { openStage, type Phone, type PhoneOptions, type Stage } from '../helpers/node/phone'

const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'
const HALL = '/packageA/pages/home/home'
const PRODUCT = '/pages/product-detail/product-detail'
const ROOM = '/packageA/pages/room/room'
const REPLAY = '/packageA/pages/replay/replay'
/** Channels accounts of the sandbox: about to start, live, never live. */
const [COMING, ON_AIR, NEW] = CHANNELS_ACCOUNTS

interface Screen {
  readonly name: string
  readonly path: string
  readonly waitFor: string
  /** Tapped first, if the page has no address. */
  readonly tap?: string
}

const IN_BOTH_FLAVOURS: readonly Screen[] = [
  { name: 'index', path: '/pages/index/index', waitFor: '#hero' },
  { name: 'hall-live', path: HALL, waitFor: '[class*=badge]' },
  { name: 'hall-replay', path: `${HALL}?tab=replay`, waitFor: '[class*=badge]' },
  { name: 'room-missing', path: `${ROOM}?room_id=9`, waitFor: '#missing, #reserve' },
  { name: 'order-empty', path: '/packageA/pages/order/order', waitFor: '#missing' },
]

/** All pages in their visibly different states. */
const SCREENS: Readonly<Record<Flavour, readonly Screen[]>> = {
  plugin: [
    ...IN_BOTH_FLAVOURS,
    { name: 'hall-upcoming', path: `${HALL}?tab=upcoming`, waitFor: '[id^=subscribe-]' },
    { name: 'room-live', path: `${ROOM}?room_id=1002`, waitFor: '#primary' },
    { name: 'room-upcoming', path: `${ROOM}?room_id=1008`, waitFor: '[id^=subscribe-]' },
    { name: 'room-paused', path: `${ROOM}?room_id=1006`, waitFor: '#primary' },
    { name: 'room-ended', path: `${ROOM}?room_id=1020`, waitFor: '#primary' },
    { name: 'room-banned', path: `${ROOM}?room_id=1017`, waitFor: '[class*=note]' },
    { name: 'room-expired', path: `${ROOM}?room_id=1018`, waitFor: '[class*=note]' },
    { name: 'replay', path: `${REPLAY}?room_id=1020`, waitFor: '#video' },
    { name: 'product', path: `${PRODUCT}?product_id=1026001&room_id=1002`, waitFor: '#buy' },
    {
      name: 'order',
      path: `${PRODUCT}?product_id=1026001&room_id=1002`,
      waitFor: '#quantity',
      tap: '#buy',
    },
    { name: 'plugin-room', path: `${ROOM_PAGE}?room_id=1002`, waitFor: '#room-bag' },
  ],
  channels: [
    ...IN_BOTH_FLAVOURS,
    { name: 'hall-upcoming', path: `${HALL}?tab=upcoming`, waitFor: 'room-row' },
    { name: 'room-live', path: `${ROOM}?room_id=${ON_AIR}`, waitFor: '#primary' },
    { name: 'room-upcoming', path: `${ROOM}?room_id=${COMING}`, waitFor: '#reserve' },
    { name: 'room-new', path: `${ROOM}?room_id=${NEW}`, waitFor: '[class*=note]' },
    { name: 'replay', path: `${REPLAY}?room_id=${COMING}`, waitFor: 'wx-channel-live' },
    { name: 'product', path: `${PRODUCT}?product_id=1026001&room_id=${ON_AIR}`, waitFor: '#buy' },
    {
      name: 'order',
      path: `${PRODUCT}?product_id=1026001&room_id=${ON_AIR}`,
      waitFor: '#quantity',
      tap: '#buy',
    },
  ],
}

/** Settings that can change while a page is open. */
type View = Required<Pick<PhoneOptions, 'theme' | 'width'>>

interface Look extends Required<Pick<PhoneOptions, 'language' | 'fontScale'>> {
  readonly flavour: Flavour
  readonly views: readonly View[]
}

const light = (width: number): View => ({ theme: 'light', width })
const dark = (width: number): View => ({ theme: 'dark', width })

const NARROWEST = 320
const WIDEST = 430
const LARGEST_TYPE = 1.6

/**
 * The looks of `npm test`. Every page of both flavours is seen in both languages and both themes, at the
 * narrowest and the widest width, and at the largest type with the narrowest width, where text is most
 * likely to overflow: English in the plugin flavour, Chinese in the channels flavour.
 */
const REPRESENTATIVE: readonly Look[] = [
  {
    ...{ flavour: 'plugin', language: 'zh_CN', fontScale: 1 },
    views: [light(WIDEST), dark(NARROWEST)],
  },
  { flavour: 'plugin', language: 'en', fontScale: LARGEST_TYPE, views: [light(NARROWEST)] },
  { flavour: 'channels', language: 'zh_CN', fontScale: LARGEST_TYPE, views: [dark(NARROWEST)] },
  { flavour: 'channels', language: 'en', fontScale: 1, views: [light(WIDEST)] },
]

/** All combinations, for `npm run test:all`. */
const ALL: readonly Look[] = (['plugin', 'channels'] as const).flatMap((flavour) =>
  ['zh_CN', 'en'].flatMap((language) =>
    [1, LARGEST_TYPE].map((fontScale) => ({
      ...{ flavour, language, fontScale },
      views: [NARROWEST, 375, WIDEST].flatMap((width) => [light(width), dark(width)]),
    })),
  ),
)

const LOOKS = process.env['LIVE_TEST_ALL'] === '1' ? ALL : REPRESENTATIVE

/** Texts of WeChat's <subscribe> and <channel-live>, which are always Chinese. */
const WECHATS_OWN: ReadonlySet<string> = new Set([zh.action.subscribe, '回放'])

const stages = new Map<Flavour, Stage>()

async function stageOf(flavour: Flavour): Promise<Stage> {
  const stage = stages.get(flavour) ?? (await openStage({ flavour, hasPictures: true }))
  stages.set(flavour, stage)
  return stage
}
afterAll(() => Promise.all([...stages.values()].map((stage) => stage.close())))

describe.each(LOOKS)('the $flavour flavour in $language, type × $fontScale', (look) => {
  const { flavour, language, fontScale, views } = look
  const other = wordsOf(language === 'en' ? zh : en)
  let phone: Phone

  beforeAll(async () => {
    phone = await (await stageOf(flavour)).openPhone({ language, fontScale })
    // an app that restarts during a status call gets no answer and must not call again within the minute
    await phone.screen.locator('#hero').waitFor()
    await phone.page.waitForLoadState('networkidle')
  })
  afterAll(() => phone.close())

  it.each(SCREENS[flavour])(
    'shows $name without layout faults',
    async ({ name, path, waitFor, tap }) => {
      const before = (await phone.troubles()).length
      await phone.restart({ language, fontScale, path })
      if (tap !== undefined) await phone.screen.locator(tap).click()
      await phone.screen.locator(waitFor).first().waitFor()
      for (const { theme, width } of views) {
        await phone.page.setViewportSize({ width, height: 812 })
        await phone.page.emulateMedia({ colorScheme: theme })
        await everyPictureDrawn(phone)
        const kind = `${flavour === 'plugin' ? '' : `-${flavour}`}${fontScale === 1 ? '' : '-large'}`
        await phone.photograph(`${name}-${language}-${theme}-${width}${kind}`)
        const { words, targets, ...faults } = await faultsOf(phone.screen)
        // the plugin's room is a page of WeChat: it follows neither the language nor the font size
        if (name === 'plugin-room') expect(faults.sideways).toBeLessThanOrEqual(0)
        else {
          expect({ theme, width, ...faults }).toEqual({
            theme,
            width,
            sideways: 0,
            clipped: [],
            overlapping: [],
            small: [],
            tight: [],
            nameless: [],
          })
          expect(targets).toBeGreaterThan(0)
          expect(words.filter((word) => other.has(word) && !WECHATS_OWN.has(word))).toEqual([])
        }
      }
      // the browser prints the back end's 404 for an unknown room
      const expected = name === 'room-missing' ? 'Failed to load resource' : 'nothing is expected'
      const troubles = (await phone.troubles()).slice(before)
      expect(troubles.filter((trouble) => !trouble.includes(expected))).toEqual([])
    },
  )
})

/** The texts of a table, without its functions. */
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

it('updates the colours of the plugin’s button when the theme changes', async () => {
  const stage = await stageOf('plugin')
  const phone = await stage.openPhone({ path: `${HALL}?tab=upcoming`, theme: 'light' })
  const colour = async () =>
    phone.screen
      .locator('[id^=subscribe-]')
      .first()
      .evaluate((button) => getComputedStyle(button).backgroundColor)
  await phone.screen.locator('[id^=subscribe-]').first().waitFor()
  expect(await colour()).toBe(rgb(SUBSCRIBE_COLORS.light.backgroundColor))
  await phone.page.emulateMedia({ colorScheme: 'dark' })
  await phone.page.waitForFunction(
    (dark) =>
      getComputedStyle(document.querySelector('[id^=subscribe-]') ?? document.body)
        .backgroundColor === dark,
    rgb(SUBSCRIBE_COLORS.dark.backgroundColor),
  )
  await phone.close()
})

/** '#CF3A22' as a browser reports it: 'rgb(207, 58, 34)' */
function rgb(hex: string): string {
  return `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(', ')})`
}
