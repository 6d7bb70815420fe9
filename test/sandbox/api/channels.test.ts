import { CHANNELS_ACCOUNTS } from '../../../sandbox/api'
import { account, ask, info, later, LINEN, NEW, set, SHOW_MIN, START, TEA_SHOP } from './channels'
import { aSandbox, asBody, closeSandboxes, rowsOf } from './harness'
import type { Sandbox } from './harness'

afterEach(closeSandboxes)

describe('the broadcasts of a Channels account', () => {
  it('go from a notice to a replay that expires', async () => {
    const sandbox = await aSandbox()
    const seen: unknown[] = []
    const look = async (minutes: number) => {
      await later(sandbox, minutes)
      const { latest, notice } = await account(sandbox, TEA_SHOP)
      const { status, replayStatus } = asBody(latest)
      seen.push([status, replayStatus, notice === null ? null : asBody(notice)['status']])
    }
    for (const minutes of [0, 8, 2, 45, 10, 7 * 24 * 60]) await look(minutes)
    expect(seen).toEqual([
      [3, 0, 0],
      [4, 0, 0],
      [2, 0, 2],
      [3, 3, null],
      [3, 1, null],
      [3, 6, null],
    ])
  })

  it('have a notice with the start of the show, and earlier broadcasts', async () => {
    const sandbox = await aSandbox()
    const { notice } = await account(sandbox, TEA_SHOP)
    expect(notice).toMatchObject({
      ...{ status: 0, reservable: true, reserved: false },
      startAtSec: START + SHOW_MIN * 60,
    })
    const replays = rowsOf(await info(sandbox, TEA_SHOP), 'otherInfos')
    expect(replays.map(({ replayStatus }) => replayStatus)).toEqual(['6', '1'])
  })

  it('have unique ids', async () => {
    const sandbox = await aSandbox()
    const before = await info(sandbox, TEA_SHOP)
    await later(sandbox, SHOW_MIN)
    const now = await info(sandbox, TEA_SHOP)
    const ids = [now, ...rowsOf(now, 'otherInfos')].flatMap(({ feedId, nonceId }) => [
      feedId,
      nonceId,
    ])
    expect(new Set(ids).size).toBe(8)
    expect(ids).toContain(before['feedId'])
    expect(now['feedId']).not.toBe(before['feedId'])
  })

  it('differ between the four accounts: an evening, a whole day, none, another legal entity', async () => {
    const sandbox = await aSandbox()
    const accounts = rowsOf(await sandbox.get('/__sandbox/channels'), 'accounts')
    expect(accounts.map(({ finderUserName }) => finderUserName)).toEqual([...CHANNELS_ACCOUNTS])
    expect(accounts.map(({ latest }) => asBody(latest)['status'])).toEqual([3, 2, 1, 1])
    expect(accounts.map(({ refusal }) => refusal)).toEqual([null, null, null, 100008])
    await later(sandbox, 20 * 60)
    expect(await info(sandbox, LINEN)).toMatchObject({ status: 2 })
    expect(await info(sandbox, NEW)).toMatchObject({ status: 1, feedId: '', otherInfos: [] })
  })

  it('have pictures', async () => {
    const sandbox = await aSandbox({ roomCount: 0 })
    const { headUrl, coverUrl } = await account(sandbox, TEA_SHOP)
    for (const url of [headUrl, coverUrl]) {
      const response = await fetch(String(url))
      expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
      expect(await response.text()).toMatch(/^<svg/)
    }
  })
})

describe('the answers of WeChat', () => {
  it.each([
    ['sphSandboxOtherSubject', 100008],
    ['sphNobody', 1416100],
    ['', 40097],
    [7, 40097],
  ])('refuse %j with %i in every call', async (finderUserName, code) => {
    const sandbox = await aSandbox()
    for (const what of ['live-info', 'notice-info'])
      expect(await ask(sandbox, what, { finderUserName })).toEqual({
        ...{ kind: 'failed', errMsg: '', number: { err_code: code } },
      })
    // as reported for wx.openChannelsLive
    expect(await ask(sandbox, 'place', { finderUserName })).toEqual({
      ...{ kind: 'failed', errMsg: '' },
    })
  })

  it.each([
    ['err_code', '', { err_code: 1416100 }],
    ['err_code-text', 'data unknow error code', { err_code: '1416100' }],
    ['errCode', '非法的视频号id', { errCode: 1416100 }],
    ['errno', '非法的视频号id', { errno: 1416100 }],
    ['errMsg', '1416100 非法的视频号id', undefined],
    ['none', '', undefined],
  ])('carry the error number of a failure as %s', async (channelsFailureAs, errMsg, number) => {
    const sandbox = await aSandbox()
    await sandbox.send('PUT', '/__sandbox/options', { channelsFailureAs })
    const reply = await ask(sandbox, 'live-info', { finderUserName: 'sphNobody' })
    expect(reply).toEqual({ kind: 'failed', errMsg, ...(number === undefined ? {} : { number }) })
  })

  it('can refuse every call with -14, as in WeChat DevTools', async () => {
    const sandbox = await aSandbox()
    await set(sandbox, LINEN, { refusal: -14 })
    expect(await ask(sandbox, 'live-info', { finderUserName: LINEN })).toMatchObject({
      number: { err_code: -14 },
    })
  })

  it('can fail for a period with start and end', async () => {
    const sandbox = await aSandbox()
    await sandbox.send('PUT', '/__sandbox/options', { channelsPeriod: 'fails' })
    const asked = (period: object) =>
      ask(sandbox, 'live-info', { finderUserName: TEA_SHOP, ...period })
    expect(await asked({ startTime: 1, endTime: START })).toMatchObject({
      number: { err_code: 1416104 },
    })
    expect(await asked({ endTime: START })).toMatchObject({ kind: 'ok' })
  })

  it('fail for an unknown notice', async () => {
    const sandbox = await aSandbox()
    const reply = await ask(sandbox, 'notice-info', { finderUserName: NEW })
    expect(reply).toEqual({ kind: 'failed', errMsg: 'no live notice' })
  })

  it('filter by a period, and fail for an empty one', async () => {
    const sandbox = await aSandbox()
    const day = 24 * 3600
    const found = await info(sandbox, TEA_SHOP, {
      startTime: START - 4 * day,
      endTime: START - day,
    })
    expect(found).toMatchObject({ description: '茶室日常 随便聊聊', status: 3, replayStatus: '0' })
    expect(rowsOf(found, 'otherInfos').map(({ description }) => description)).toEqual([
      '老白茶怎么煮才好喝',
    ])
    const none = { finderUserName: TEA_SHOP, startTime: START + day }
    expect(await ask(sandbox, 'live-info', none)).toMatchObject({ number: { err_code: 1416104 } })
    const wrong = { finderUserName: TEA_SHOP, startTime: 'today' }
    expect(await ask(sandbox, 'live-info', wrong)).toMatchObject({ number: { err_code: 40097 } })
  })

  it.each([
    ['seconds', String(START + SHOW_MIN * 60)],
    ['milliseconds', String((START + SHOW_MIN * 60) * 1000)],
    ['words', 'Sun, 22 Nov 2026 11:40:00 GMT'],
  ])('contain the start of a notice in %s', async (noticeStartTime, startTime) => {
    const sandbox = await aSandbox()
    await sandbox.send('PUT', '/__sandbox/options', { noticeStartTime })
    const reply = await ask(sandbox, 'notice-info', { finderUserName: TEA_SHOP })
    expect(reply['result']).toMatchObject({ startTime, status: 0, reservable: true })
  })

  it('contain the replay status as a text or a number', async () => {
    const sandbox = await aSandbox()
    expect(await info(sandbox, TEA_SHOP)).toMatchObject({ replayStatus: '0' })
    await sandbox.send('PUT', '/__sandbox/options', { replayStatusAs: 'number' })
    expect(await info(sandbox, TEA_SHOP)).toMatchObject({ replayStatus: 0 })
  })
})

describe('the notices of an account', () => {
  const HOUR = 3600
  const [first, second, third] = [START + HOUR, START + 2 * HOUR, START + 3 * HOUR]
  const three = (status: number) => ({
    notice: [{ startAtSec: third }, { startAtSec: first, status }, { startAtSec: second }],
  })
  /** The starts in the order of the answer; the first is in the answer itself. */
  const told = async (sandbox: Sandbox) => {
    const answer = asBody((await ask(sandbox, 'notice-info', { finderUserName: NEW }))['result'])
    return [answer, ...rowsOf(answer, 'otherInfos')].map(({ startTime, status }) => [
      Number(startTime),
      status,
    ])
  }

  it('are in order of time', async () => {
    const sandbox = await aSandbox()
    await set(sandbox, NEW, three(0))
    expect(await told(sandbox)).toEqual([
      [first, 0],
      [second, 0],
      [third, 0],
    ])
    expect(rowsOf(await account(sandbox, NEW), 'otherNotices')).toHaveLength(2)
  })

  it.each([
    ['fails', [second, third]],
    ['status-1', [first, second, third]],
  ])('with the first cancelled, if a cancelled one %s, are %j', async (withdrawnNotice, starts) => {
    const sandbox = await aSandbox()
    await sandbox.send('PUT', '/__sandbox/options', { withdrawnNotice })
    await set(sandbox, NEW, three(1))
    expect((await told(sandbox)).map(([start]) => start)).toEqual(starts)
  })

  it('have status 1 if the only one is cancelled, or the call fails', async () => {
    const sandbox = await aSandbox()
    const asked = () => ask(sandbox, 'notice-info', { finderUserName: NEW })
    await set(sandbox, NEW, { notice: { startAtSec: first, status: 1 } })
    expect(await asked()).toMatchObject({ kind: 'ok', result: { status: 1, reservable: false } })
    await sandbox.send('PUT', '/__sandbox/options', { withdrawnNotice: 'fails' })
    expect(await asked()).toEqual({ kind: 'failed', errMsg: 'no live notice' })
  })

  it('stay reservable after a reservation, as was reported', async () => {
    const sandbox = await aSandbox()
    await set(sandbox, NEW, { notice: { startAtSec: first } })
    const asked = async () =>
      asBody((await ask(sandbox, 'notice-info', { finderUserName: NEW }))['result'])
    await ask(sandbox, 'reserve', { noticeId: (await asked())['noticeId'], reserved: true })
    expect(await asked()).toMatchObject({ reservable: true })
  })

  it('have the avatar in headUrl, as was reported', async () => {
    const sandbox = await aSandbox()
    const notice = asBody(
      (await ask(sandbox, 'notice-info', { finderUserName: TEA_SHOP }))['result'],
    )
    expect(notice['headUrl']).toBe((await account(sandbox, TEA_SHOP))['headUrl'])
  })
})

describe('the page that openChannelsLive opens', () => {
  const leads = async (sandbox: Sandbox, finderUserName: string, feedId?: unknown) => {
    const reply = await ask(sandbox, 'place', { finderUserName, feedId })
    return asBody(asBody(reply['result'])['leadsTo'])
  }

  it('is the room while it is live, otherwise the end page of the last broadcast', async () => {
    const sandbox = await aSandbox()
    const { feedId } = await info(sandbox, TEA_SHOP)
    expect(await leads(sandbox, LINEN)).toMatchObject({ kind: 'room' })
    expect(await leads(sandbox, TEA_SHOP)).toMatchObject({ kind: 'end', feedId })
    await later(sandbox, 8)
    expect(await leads(sandbox, TEA_SHOP)).toMatchObject({ kind: 'end', feedId })
    await later(sandbox, 2)
    expect((await leads(sandbox, TEA_SHOP))['kind']).toBe('room')
    await later(sandbox, 55)
    expect((await leads(sandbox, TEA_SHOP))['kind']).toBe('end')
    expect(await leads(sandbox, NEW)).toEqual({ kind: 'end', feedId: '', description: '' })
  })

  it('is the replay of the given broadcast, if it has one', async () => {
    const sandbox = await aSandbox()
    const now = await info(sandbox, TEA_SHOP)
    const [expired, ready] = rowsOf(now, 'otherInfos')
    const at = (feedId: unknown) => leads(sandbox, TEA_SHOP, feedId)
    expect(await at(ready?.['feedId'])).toMatchObject({ kind: 'replay' })
    expect(await at(expired?.['feedId'])).toMatchObject({ kind: 'end' })
    expect(await at(now['feedId'])).toMatchObject({ kind: 'end' })
    const unknown = { finderUserName: TEA_SHOP, feedId: 'export/none' }
    expect(await ask(sandbox, 'place', unknown)).toMatchObject({ kind: 'failed' })
  })
})

describe('a reservation', () => {
  const noticeOf = async (sandbox: Sandbox) =>
    asBody((await account(sandbox, TEA_SHOP))['notice'])['noticeId']
  const phase = async (sandbox: Sandbox, noticeId: unknown) =>
    asBody((await ask(sandbox, 'notice', { noticeId }))['result'])['phase']

  it('lasts until it is cancelled', async () => {
    const sandbox = await aSandbox()
    const noticeId = await noticeOf(sandbox)
    for (const reserved of [true, false]) {
      await ask(sandbox, 'reserve', { noticeId, reserved })
      expect((await account(sandbox, TEA_SHOP))['notice']).toMatchObject({ reserved })
    }
  })

  it('follows the broadcast: open, live, ended', async () => {
    const sandbox = await aSandbox()
    const noticeId = await noticeOf(sandbox)
    const seen = [await phase(sandbox, noticeId)]
    for (const minutes of [SHOW_MIN, 45]) {
      await later(sandbox, minutes)
      seen.push(await phase(sandbox, noticeId))
    }
    expect(seen).toEqual(['open', 'live', 'ended'])
    await ask(sandbox, 'reserve', { noticeId, reserved: true })
    expect(asBody((await ask(sandbox, 'notice', { noticeId }))['result'])['reserved']).toBe(false)
  })

  it('fails for a cancelled, replaced or unknown notice', async () => {
    const sandbox = await aSandbox()
    const first = await noticeOf(sandbox)
    await set(sandbox, TEA_SHOP, { notice: { startAtSec: START + 3600 } })
    expect(await phase(sandbox, first)).toBe('cancelled')
    expect(await phase(sandbox, await noticeOf(sandbox))).toBe('open')
    await set(sandbox, TEA_SHOP, { notice: { startAtSec: START + 3600, status: 1 } })
    expect(await phase(sandbox, await noticeOf(sandbox))).toBe('cancelled')
    await set(sandbox, TEA_SHOP, { notice: { startAtSec: START - 3 * 3600 } })
    expect(await phase(sandbox, await noticeOf(sandbox))).toBe('expired')
    expect(await ask(sandbox, 'notice', { noticeId: 'none' })).toEqual({
      ...{ kind: 'failed', errMsg: 'invalid noticeId' },
    })
  })
})
