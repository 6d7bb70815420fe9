import { priceView } from '../../../../miniprogram/live/domain/price'
import { roomView } from '../../../../miniprogram/live/domain/room-view'
import { roomShare } from '../../../../miniprogram/live/domain/share'
import {
  joinForScreenReader,
  languageOf,
  setLanguage,
  text,
} from '../../../../miniprogram/live/domain/text'
import { en } from '../../../../miniprogram/live/domain/text/en'
import { zh } from '../../../../miniprogram/live/domain/text/zh'
import { dayText, momentText, startText } from '../../../../miniprogram/live/domain/time'
import { aRoom, shanghaiMs, shanghaiSec, status } from '../../../helpers/app/builders'

/** Each text by its path, functions with what they say of 2 and 'x'. */
function textsOf(table: object, path = ''): [string, string][] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const at = `${path}${key}`
    if (typeof value === 'string') return [[at, value]]
    if (typeof value === 'function') {
      const say = value as (...given: unknown[]) => string
      return [[at, say(2, 2, 2)]]
    }
    return typeof value === 'object' && value !== null ? textsOf(value, `${at}.`) : []
  })
}

it('says in English all that it says in Chinese, and nothing more', () => {
  expect(textsOf(en).map(([at]) => at)).toEqual(textsOf(zh).map(([at]) => at))
})

it.each(textsOf(en))('%s is English: %s', (_, words) => {
  expect(words).toMatch(/^[\x20-\x7e“”·¥]+$/)
})

it.each(textsOf(zh))('%s is not empty: %s', (_, words) => {
  expect(words).not.toBe('')
})

describe('the language', () => {
  afterEach(() => {
    setLanguage('zh')
  })

  it.each(['zh', 'zh_CN', 'zh_TW', 'zh_HK', 'zh-Hans', 'ZH_CN', '', undefined, null, 7])(
    'is Chinese where the phone says %p',
    (setting) => {
      expect(languageOf(setting)).toBe('zh')
    },
  )

  it.each(['en', 'en_US', 'zz', 'zz_ZZ', ' zh', 'x-zh'])(
    'is English where the phone says %p',
    (setting) => {
      expect(languageOf(setting)).toBe('en')
    },
  )

  it('is Chinese until somebody says otherwise, and what was said last', () => {
    expect(text).toBe(zh)
    setLanguage('en')
    expect(text).toBe(en)
    setLanguage('en')
    expect(text).toBe(en)
    setLanguage('zh')
    expect(text).toBe(zh)
  })

  it('joins what is read aloud by its own comma, and leaves out what is empty', () => {
    expect(joinForScreenReader(['山', '', '海'])).toBe('山，海')
    expect(joinForScreenReader(['', ''])).toBe('')
    setLanguage('en')
    expect(joinForScreenReader(['', 'Live', '2 items'])).toBe('Live, 2 items')
  })
})

describe('in English', () => {
  beforeAll(() => {
    setLanguage('en')
  })
  afterAll(() => {
    setLanguage('zh')
  })

  const NOON = shanghaiMs('2026-11-20T12:00:00')

  it.each([
    ['2026-11-20T17:59:00', 'Today'],
    ['2026-11-20T20:00:00', 'Tonight'],
    ['2026-11-21T20:00:00', 'Tomorrow'],
    ['2026-11-19T20:00:00', 'Yesterday'],
    ['2026-11-28T20:00:00', 'Sat 28 Nov'],
    ['2026-01-05T08:00:00', 'Mon 5 Jan'],
    ['2027-12-03T08:00:00', '3 Dec 2027'],
  ])('%s is called %s', (at, words) => {
    expect(dayText(shanghaiSec(at), NOON)).toBe(words)
  })

  it('says a moment, a countdown, and that it is due', () => {
    const at = shanghaiSec('2026-11-20T20:00:00')
    expect(momentText(at, NOON)).toBe('Tonight 20:00')
    expect(startText(at, shanghaiMs('2026-11-20T19:48:00'))).toBe('In 12 min')
    expect(startText(at, shanghaiMs('2026-11-20T20:00:00'))).toBe('Starting soon')
  })

  it.each([
    [0, ''],
    [1, '1 item'],
    [2, '2 items'],
  ])('counts %i goods as "%s"', (goodsCount, words) => {
    expect(roomView(aRoom({ goodsCount }), NOON).goodsCountText).toBe(words)
  })

  it.each([
    [101, 'Live', 'Watch'],
    [103, 'Ended', 'See items'],
    [104, 'Stopped', ''],
    [105, 'Paused', 'Watch'],
    [106, 'Host away', 'Watch'],
    [107, 'Not held', ''],
  ] as const)('says of a room in %i: %s, %s', (code, badge, action) => {
    const room = aRoom({ liveStatus: status(code), hasReplay: false, goodsCount: 3 })
    expect(roomView(room, NOON)).toMatchObject({ badge: { text: badge }, actionText: action })
  })

  it('reads prices and cards aloud', () => {
    expect(priceView({ kind: 'single', priceFen: 1990 }).ariaLabel).toBe('19.90 yuan')
    expect(priceView({ kind: 'range', minFen: 100, maxFen: 200 }).ariaLabel).toBe('1 to 2 yuan')
    expect(joinForScreenReader(['Live', '', '2 items'])).toBe('Live, 2 items')
  })

  it('shares in English', () => {
    const room = aRoom({ title: 'T', liveStatus: status(101) })
    expect(roomShare(room, NOON, {}).title).toBe('Live now: T')
  })
})
