import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { isClockMessage, parseClockState } from '../../../sandbox/shared/clock-message'
import {
  advanceWorld,
  setWorldSpeed,
  startWorldClock,
  worldNowMs,
  type WorldClockState,
} from '../../../sandbox/shared/world-clock'
import { worldDate } from '../../../sandbox/shared/world-date'

const NOON_MS = Date.parse('2026-11-22T12:00:00+08:00')

describe('the world clock', () => {
  it('runs at its speed and jumps by the given time', () => {
    const started = startWorldClock(1000, 60)
    expect(worldNowMs(started, 3000)).toBe(1000 + 2000 * 60)
    expect(worldNowMs(advanceWorld(started, 500, 3000), 3000)).toBe(1000 + 2000 * 60 + 500)
  })

  it('never runs backwards, whatever the operations', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('wait' as const), value: fc.nat(100_000) }),
      fc.record({ kind: fc.constant('advance' as const), value: fc.nat(10_000_000) }),
      fc.record({ kind: fc.constant('speed' as const), value: fc.integer({ min: 1, max: 3600 }) }),
    )
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let clock = startWorldClock(0)
        let realMs = 0
        let lastMs = 0
        for (const { kind, value } of steps) {
          if (kind === 'wait') realMs += value
          if (kind === 'advance') clock = advanceWorld(clock, value, realMs)
          if (kind === 'speed') clock = setWorldSpeed(clock, value, realMs)
          const nowMs = worldNowMs(clock, realMs)
          expect(nowMs).toBeGreaterThanOrEqual(lastMs)
          lastMs = nowMs
        }
      }),
    )
  })

  it('rejects negative jumps and speeds that are not above 0', () => {
    const clock = startWorldClock(0)
    expect(() => advanceWorld(clock, -1, 0)).toThrow(RangeError)
    expect(() => advanceWorld(clock, Number.NaN, 0)).toThrow(RangeError)
    expect(() => setWorldSpeed(clock, 0, 0)).toThrow(RangeError)
  })
})

describe('worldDate', () => {
  const WorldDate = worldDate(Date, () => NOON_MS)

  it('is the world time when constructed without arguments', () => {
    expect(WorldDate.now()).toBe(NOON_MS)
    expect(new WorldDate().getTime()).toBe(NOON_MS)
    expect(WorldDate()).toBe(new Date(NOON_MS).toString())
  })

  it('is the ordinary Date in everything else', () => {
    expect(new WorldDate(0).toISOString()).toBe('1970-01-01T00:00:00.000Z')
    expect(new WorldDate(2026, 10, 22).getMonth()).toBe(10)
    expect(WorldDate.parse('1970-01-01T00:00:01Z')).toBe(1000)
    expect(WorldDate.UTC(1970, 0, 1)).toBe(0)
    expect(new WorldDate()).toBeInstanceOf(Date)
    expect(new Date()).toBeInstanceOf(WorldDate)
  })

  it('can be extended', () => {
    class Birthday extends WorldDate {}
    expect(new Birthday()).toBeInstanceOf(Birthday)
    expect(new Birthday().getTime()).toBe(NOON_MS)
  })
})

describe('clock messages', () => {
  const state = startWorldClock(5, 2)

  it('are recognized among other messages', () => {
    expect(isClockMessage({ kind: 'world-clock', state })).toBe(true)
    for (const other of [
      null,
      'world-clock',
      { kind: 'other', state },
      { kind: 'world-clock' },
      { kind: 'world-clock', state: { ...state, speed: 0 } },
    ]) {
      expect(isClockMessage(other)).toBe(false)
    }
  })

  it('are parsed from an environment variable', () => {
    expect(parseClockState(JSON.stringify(state))).toEqual(state)
    for (const text of [undefined, '', '{', 'null', '{"speed":1}'])
      expect(parseClockState(text)).toBeNull()
  })
})

/** The preload in a separate process, as in the back end. */
describe('backend-clock', () => {
  const ROOT = path.resolve(__dirname, '../../..')
  const folder = mkdtempSync(path.join(os.tmpdir(), 'backend-clock-'))
  const program = path.join(folder, 'tell-time.cjs')
  writeFileSync(
    program,
    `process.on('SIGTERM', () => process.exit(7))
     process.on('message', (message) => { if (message === 'now?') process.send(Date.now()) })
     process.send('ready')
     setInterval(() => {}, 1000)`,
  )
  afterAll(() => rmSync(folder, { recursive: true }))

  /** A speed so low that the clock does not advance during a test. */
  const frozenAt = (worldMs: number): WorldClockState => ({
    anchorRealMs: Date.now(),
    anchorWorldMs: worldMs,
    speed: 1e-9,
  })

  it('sets the time of a process, follows changes, and ends with its parent', async () => {
    const child = fork(program, {
      cwd: ROOT,
      execArgv: ['--import', 'tsx', '--import', './sandbox/backend-clock.ts'],
      env: { ...process.env, SANDBOX_WORLD_CLOCK: JSON.stringify(frozenAt(NOON_MS)) },
    })
    await once(child, 'message')
    const ask = async (): Promise<unknown> => {
      const answer = once(child, 'message')
      child.send('now?')
      return (await answer)[0]
    }
    expect(await ask()).toBe(NOON_MS)
    child.send({ kind: 'world-clock', state: frozenAt(NOON_MS + 86_400_000) })
    expect(await ask()).toBe(NOON_MS + 86_400_000)

    const gone = once(child, 'exit')
    child.disconnect()
    expect(await gone).toEqual(process.platform === 'win32' ? [null, 'SIGTERM'] : [7, null])
  })
})
