import type { Replay } from '../../../../../miniprogram/live/domain/room'
import {
  isExpired,
  playableParts,
  playTimeText,
} from '../../../../../miniprogram/packageA/pages/replay/replay-parts'
import type { PlayConditions } from '../../../../../miniprogram/packageA/pages/replay/replay-parts'

const NOW_SEC = 1_700_000_000

const aReplay = (url: string, expiresAtSec: number | null = null): Replay => ({
  url,
  format: url.endsWith('m3u8') ? 'm3u8' : 'mp4',
  createdAtSec: null,
  expiresAtSec,
})
const WHOLE = aReplay('whole.m3u8')
const [ONE, TWO] = [aReplay('1.mp4'), aReplay('2.mp4')]
const MIXED = [ONE, WHOLE, TWO]

const wish = (over: Partial<PlayConditions> = {}): PlayConditions => ({
  nowSec: NOW_SEC,
  playsM3u8: true,
  failed: [],
  ...over,
})

it.each<[string, readonly Replay[], Partial<PlayConditions>, readonly Replay[]]>([
  ['the whole, where it plays', MIXED, {}, [WHOLE]],
  ['the parts in their order, where it does not', MIXED, { playsM3u8: false }, [ONE, TWO]],
  ['the parts, once the whole has failed', MIXED, { failed: ['m3u8'] }, [ONE, TWO]],
  ['the whole, once parts have failed', MIXED, { playsM3u8: false, failed: ['mp4'] }, [WHOLE]],
  ['nothing, once both have failed', MIXED, { failed: ['mp4', 'm3u8'] }, []],
  ['what there is: parts', [ONE, TWO], {}, [ONE, TWO]],
  ['what there is: the whole', [WHOLE], { playsM3u8: false }, [WHOLE]],
  ['nothing of nothing', [], {}, []],
  ['the parts, where the whole has expired', [aReplay('o.m3u8', NOW_SEC), ONE], {}, [ONE]],
  ['nothing that has expired', [aReplay('o.mp4', NOW_SEC - 1)], {}, []],
])('plays %s', (_name, replays, over, parts) => {
  expect(playableParts(replays, wish(over))).toEqual(parts)
})

it.each<[number | null, boolean]>([
  [null, false],
  [NOW_SEC + 1, false],
  [NOW_SEC, true],
  [NOW_SEC - 1, true],
])('%s: expired is %s', (expiresAtSec, over) => {
  expect(isExpired(expiresAtSec, NOW_SEC)).toBe(over)
})

it.each([
  [0, '0:00'],
  [9, '0:09'],
  [754, '12:34'],
  [3599, '59:59'],
  [3600, '1:00:00'],
  [36_610, '10:10:10'],
])('%s seconds are shown as %s', (sec, words) => {
  expect(playTimeText(sec)).toBe(words)
})
