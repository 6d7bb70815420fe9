import { account, ask, info, LINEN, NEW, set, TEA_SHOP } from './channels'
import { aSandbox, closeSandboxes, rowsOf } from './harness'

afterEach(closeSandboxes)

describe('the Channels controls', () => {
  it('set numbers, also undocumented ones, and reset them with null', async () => {
    const sandbox = await aSandbox()
    await set(sandbox, LINEN, { status: 9 })
    await set(sandbox, LINEN, { replayStatus: 4 })
    expect(await info(sandbox, LINEN)).toMatchObject({ status: 9, replayStatus: '4' })
    await set(sandbox, LINEN, { status: null })
    expect(await info(sandbox, LINEN)).toMatchObject({ status: 2, replayStatus: '4' })
    await set(sandbox, LINEN, null)
    expect(await info(sandbox, LINEN)).toMatchObject({ status: 2, replayStatus: '0' })
  })

  it('start a new broadcast after the last one has ended', async () => {
    const sandbox = await aSandbox()
    const before = await info(sandbox, TEA_SHOP)
    await set(sandbox, TEA_SHOP, { status: 4 })
    const preparing = await info(sandbox, TEA_SHOP)
    await set(sandbox, TEA_SHOP, { status: 2 })
    const live = await info(sandbox, TEA_SHOP)
    expect([preparing['status'], live['status']]).toEqual([4, 2])
    expect(preparing['feedId']).toBe(live['feedId'])
    expect(live['feedId']).not.toBe(before['feedId'])
    expect(rowsOf(live, 'otherInfos').at(-1)?.['feedId']).toBe(before['feedId'])
    await set(sandbox, TEA_SHOP, { status: null })
    expect(await info(sandbox, TEA_SHOP)).toEqual(before)
  })

  it('give an account without broadcasts an ended one', async () => {
    const sandbox = await aSandbox()
    await set(sandbox, NEW, { status: 3, replayStatus: 1 })
    const { feedId } = await info(sandbox, NEW)
    expect(feedId).toMatch(/^export\//)
    expect(await ask(sandbox, 'place', { finderUserName: NEW, feedId })).toMatchObject({
      result: { leadsTo: { kind: 'replay' } },
    })
  })

  it('remove a notice and set an error number', async () => {
    const sandbox = await aSandbox()
    const gone = await set(sandbox, TEA_SHOP, { notice: null, refusal: 1416104 })
    expect(gone).toMatchObject({ notice: null, refusal: 1416104 })
    expect(await ask(sandbox, 'live-info', { finderUserName: TEA_SHOP })).toMatchObject({
      number: { err_code: 1416104 },
    })
    await set(sandbox, TEA_SHOP, { refusal: null })
    expect(await account(sandbox, TEA_SHOP)).toMatchObject({ notice: null, refusal: null })
  })

  it.each([
    [{ status: 'live' }, 'status'],
    [{ replayStatus: 0.5 }, 'replayStatus'],
    [{ notice: { status: 0 } }, 'notice'],
    [{ notice: { startAtSec: 1, reservable: 1 } }, 'notice'],
    [{ notice: { startAtSec: 1, status: '0' } }, 'notice'],
    [{ notice: 'none' }, 'notice'],
    [{ notice: [{ startAtSec: 1 }, null] }, 'notice'],
    [{ live: true }, 'live'],
    [{}, 'body'],
    ['nonsense', 'body'],
  ])('reject %j and name the field', async (body, field) => {
    const sandbox = await aSandbox()
    const response = await sandbox.send('PUT', `/__sandbox/channels/${LINEN}`, body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'bad-request', field })
  })

  it('answer 404 for an unknown account', async () => {
    const sandbox = await aSandbox()
    for (const method of ['GET', 'PUT']) {
      const response = await sandbox.send(
        method,
        '/__sandbox/channels/sphNobody',
        method === 'PUT' ? {} : undefined,
      )
      expect(response.status).toBe(404)
    }
  })
})
