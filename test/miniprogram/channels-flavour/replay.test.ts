import { aBroadcast, aChannelsPhone } from '../../helpers/mini/a-channels-phone'
import { attribute, emit, find, words } from '../../helpers/mini/drawn'

const PAGE = 'packageA/pages/replay/replay'
const { phone, page, channels, account, open, tap } = aChannelsPhone(PAGE)

const ended = (over: object = {}) => aBroadcast({ status: 3, replayStatus: '1', ...over })
const older = (feedId: string, over: object = {}) => ({
  feedId,
  nonceId: `nonce-${feedId}`,
  description: `第 ${feedId} 场`,
  status: 3,
  replayStatus: '1',
  ...over,
})

async function openReplays(finderUserName: string) {
  await open(PAGE, { room_id: finderUserName })
  return page.drawn
}

const players = () =>
  page.drawn
    .querySelectorAll('.replay__feed-live')
    .map((one) => [attribute(one, 'feed-id'), attribute(one, 'finder-user-name')])

describe('the broadcasts of an account', () => {
  it('each have WeChat’s own player, the newest first; those without a replay have none', async () => {
    const finderUserName = account(
      ended({ otherInfos: [older('1'), older('2', { replayStatus: '6' }), older('3')] }),
    )
    const drawn = await openReplays(finderUserName)
    expect(players()).toEqual([
      ['feed-now', finderUserName],
      ['3', finderUserName],
      ['1', finderUserName],
    ])
    expect(drawn.querySelectorAll('.replay__feed').map(words)).toEqual([
      '秋冬新茶',
      '第 3 场',
      '第 1 场',
    ])
    expect(drawn.querySelector('#video')).toBeUndefined()
    expect(drawn.querySelector('#empty')).toBeUndefined()
    expect(phone.requests).toEqual([])
  })

  it('are called by the account where the host wrote no theme', async () => {
    const drawn = await openReplays(account(ended({ description: '' })))
    expect(words(find(drawn, '.replay__feed'))).toBe('山海小铺的直播间')
  })

  it('can be watched while the next is on', async () => {
    await openReplays(account(aBroadcast({ otherInfos: [older('1')] })))
    expect(players()).toEqual([['1', expect.any(String)]])
  })

  it('have a button below base library 2.29.0, which opens the one that is tapped', async () => {
    phone.host = { ...phone.host, SDKVersion: '2.28.1' }
    channels.tellsReplays = true
    const finderUserName = account(ended({ otherInfos: [older('1')] }))
    const drawn = await openReplays(finderUserName)
    expect(players()).toEqual([])
    const buttons = drawn.querySelectorAll('.replay__feed .live-pill')
    expect(buttons.map(words)).toEqual(['看回放', '看回放'])
    for (const button of buttons) await tap(button)
    expect(channels.opened).toEqual([
      { finderUserName, feedId: 'feed-now', nonceId: 'nonce-now' },
      { finderUserName, feedId: '1', nonceId: 'nonce-1' },
    ])
  })

  it('are shared with the page of the account, which knows what is left', async () => {
    const finderUserName = account(ended())
    await openReplays(finderUserName)
    expect(await page.call('onShareAppMessage')).toEqual({
      title: '直播回放：秋冬新茶',
      path: `/packageA/pages/room/room?room_id=${finderUserName}`,
    })
  })
})

describe('where there is nothing to watch', () => {
  it.each([
    ['is made just now', ended({ replayStatus: '3' }), '回放生成中 直播间'],
    ['has expired', ended({ replayStatus: '6' }), '回放已过期 直播间'],
    ['was never kept', ended({ replayStatus: '0' }), '暂无回放 直播间'],
    ['is nothing that anybody documented', ended({ replayStatus: '9' }), '暂无回放 直播间'],
    ['is not there, nor was a broadcast', aBroadcast({ status: 1 }), '暂无回放 直播间'],
  ])('says so of a replay that %s, and leads to the account', async (_name, info, said) => {
    const finderUserName = account(info)
    const drawn = await openReplays(finderUserName)
    expect(words(find(drawn, '#empty'))).toBe(said)
    await emit(find(drawn, '#empty'), 'action')
    expect(phone.navigations).toEqual([
      { kind: 'navigateTo', url: `/packageA/pages/room/room?room_id=${finderUserName}` },
    ])
  })

  it('says so of an account that WeChat does not know, and leads to the hall', async () => {
    const drawn = await openReplays('sphNobody')
    await emit(find(drawn, '#missing'), 'action')
    expect(phone.navigations).toEqual([
      { kind: 'navigateTo', url: '/packageA/pages/home/home?list=replay' },
    ])
  })

  it('says that WeChat does not answer, and tries again', async () => {
    const finderUserName = account(-1)
    await openReplays(finderUserName)
    channels.accounts.set(finderUserName, { info: ended(), notice: null })
    await jest.advanceTimersByTimeAsync(120_000)
    await emit(find(page.drawn, '#failed'), 'action')
    expect(players()).toEqual([['feed-now', finderUserName]])
  })
})
