import { installPages, installWx } from '../../../../helpers/app/globals'

interface Callbacks {
  readonly success: () => void
  readonly fail: (cause: unknown) => void
}

type Move = typeof import('../../../../../miniprogram/live/services/navigation/navigation-queue')

let service: Move
/** What was asked of WeChat, in order; each is reported on by the test. */
let calls: (Callbacks & { readonly target: string })[]
let stack: object[]

beforeEach(async () => {
  jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'queueMicrotask'] })
  calls = []
  stack = [{ route: 'index' }]
  installWx({})
  installPages(stack)
  jest.resetModules()
  service = await import('../../../../../miniprogram/live/services/navigation/navigation-queue')
})

afterEach(() => {
  jest.runOnlyPendingTimers()
  jest.useRealTimers()
})

const ask = (target: string) =>
  service.navigate(target, (callbacks) => calls.push({ target, ...callbacks }))
const cover = () =>
  service.callInTap((callbacks) => {
    calls.push({ target: 'cover', ...callbacks })
  })
const targets = () => calls.map(({ target }) => target)
const settle = () => jest.advanceTimersByTimeAsync(0)

describe('a request while another is under way', () => {
  it('is a second tap on the same page', async () => {
    const first = ask('hall')
    expect(await ask('product')).toEqual({ kind: 'busy' })
    calls[0]?.success()
    expect(await first).toEqual({ kind: 'moved' })
    void ask('product')
    expect(targets()).toEqual(['hall', 'product'])
  })

  it('is a second tap for the same target, on a page that is covered by now', async () => {
    void ask('doorway')
    stack.push({ route: 'doorway' })
    expect(await ask('doorway')).toEqual({ kind: 'busy' })
  })

  it('of the new page waits for the report on the first', async () => {
    const first = ask('doorway')
    stack.push({ route: 'doorway' })
    const second = ask('room')
    await settle()
    expect(targets()).toEqual(['doorway'])
    calls[0]?.success()
    expect(await first).toEqual({ kind: 'moved' })
    await settle()
    expect(targets()).toEqual(['doorway', 'room'])
    calls[1]?.success()
    expect(await second).toEqual({ kind: 'moved' })
  })

  it('of the new page waits although that took the place of the old one', async () => {
    void ask('doorway')
    stack[0] = { route: 'doorway' }
    void ask('room')
    calls[0]?.success()
    await settle()
    expect(targets()).toEqual(['doorway', 'room'])
  })

  it('of the new page waits no longer than for a report that never comes', async () => {
    void ask('doorway')
    stack.push({ route: 'doorway' })
    void ask('room')
    await jest.advanceTimersByTimeAsync(2_999)
    expect(targets()).toEqual(['doorway'])
    await jest.advanceTimersByTimeAsync(1)
    expect(targets()).toEqual(['doorway', 'room'])
  })

  it('of the new page is dropped once the shopper has left that page', async () => {
    void ask('doorway')
    stack.push({ route: 'doorway' })
    const second = ask('room')
    stack.pop()
    calls[0]?.success()
    expect(await second).toEqual({ kind: 'busy' })
    void ask('hall')
    expect(targets()).toEqual(['doorway', 'hall'])
  })

  it('of the new page is made once, however often it is tapped', async () => {
    void ask('doorway')
    stack.push({ route: 'doorway' })
    void ask('room')
    expect(await ask('room')).toEqual({ kind: 'busy' })
    expect(await ask('hall')).toEqual({ kind: 'busy' })
    calls[0]?.success()
    await settle()
    expect(targets()).toEqual(['doorway', 'room'])
  })

  it('is made at once where it must stay in its tap', () => {
    void ask('doorway')
    stack.push({ route: 'doorway' })
    void cover()
    expect(targets()).toEqual(['doorway', 'cover'])
  })

  it.each(['success', 'onReady'] as const)(
    'runs where WeChat opens pages within the call, %s first',
    async (first) => {
      const opened = service.navigate('doorway', ({ success }) => {
        stack.push({ route: 'doorway' })
        if (first === 'success') success()
        void ask('room')
        if (first === 'onReady') success()
      })
      expect(await opened).toEqual({ kind: 'moved' })
      await settle()
      expect(targets()).toEqual(['room'])
    },
  )
})

describe('a request after one that', () => {
  it('failed is made', async () => {
    const first = ask('hall')
    calls[0]?.fail('no')
    expect(await first).toMatchObject({ kind: 'failed', cause: 'no' })
    void ask('hall')
    expect(targets()).toEqual(['hall', 'hall'])
  })

  it('threw is made', async () => {
    const fault = new TypeError('wx.openChannelsLive is not a function')
    const first = service.callInTap(() => {
      throw fault
    })
    expect(await first).toMatchObject({ kind: 'failed', cause: fault })
    void ask('hall')
    expect(targets()).toEqual(['hall'])
  })

  it('WeChat never reported on is made after a while, whatever the clock says', async () => {
    void ask('hall')
    jest.setSystemTime(-3_600_000)
    await jest.advanceTimersByTimeAsync(2_999)
    expect(await ask('hall')).toEqual({ kind: 'busy' })
    await jest.advanceTimersByTimeAsync(1)
    void ask('hall')
    expect(targets()).toEqual(['hall', 'hall'])
  })

  it('has used up its time is guarded from a second tap, whenever the old report comes', async () => {
    void ask('hall')
    await jest.advanceTimersByTimeAsync(5_000)
    void ask('product')
    calls[0]?.success()
    expect(await ask('product')).toEqual({ kind: 'busy' })
  })
})

it('leaves no timer behind', async () => {
  void ask('doorway')
  stack.push({ route: 'doorway' })
  void ask('room')
  calls[0]?.success()
  await settle()
  calls[1]?.success()
  expect(jest.getTimerCount()).toBe(0)
})
