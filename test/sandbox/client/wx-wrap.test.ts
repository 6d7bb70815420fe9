import { asyncApi } from '../../../sandbox/client/host/wx/wrap'

const never = (error: unknown) => {
  throw error
}

describe('a wx call without callbacks', () => {
  it('resolves with its result and errMsg', async () => {
    const api = asyncApi('getThing', () => ({ thing: 1 }), never)
    await expect(api({})).resolves.toEqual({ errMsg: 'getThing:ok', thing: 1 })
  })

  it('rejects with a plain object, as WeChat does', async () => {
    const api = asyncApi(
      'getThing',
      () => {
        throw new Error('no thing')
      },
      never,
    )
    await expect(api()).rejects.toEqual({ errMsg: 'getThing:fail no thing' })
  })

  it('keeps an errMsg that already has the name of the call', async () => {
    const api = asyncApi(
      'go',
      () => Promise.reject(new Error('go:fail webview count limit')),
      never,
    )
    await expect(api({})).rejects.toEqual({ errMsg: 'go:fail webview count limit' })
  })

  it('never runs synchronously', async () => {
    const order: string[] = []
    const api = asyncApi('go', () => order.push('call'), never)
    const done = api({})
    order.push('after')
    await done
    expect(order).toEqual(['after', 'call'])
  })
})

describe('a wx call with callbacks', () => {
  it('returns no promise, and calls success before complete', async () => {
    const calls: unknown[] = []
    const api = asyncApi('getThing', () => ({ thing: 1 }), never)
    await new Promise((done) => {
      const given = api({
        success: (result: unknown) => calls.push(['success', result]),
        fail: () => calls.push('fail'),
        complete: done,
      })
      expect(given).toBeUndefined()
    })
    expect(calls).toEqual([['success', { errMsg: 'getThing:ok', thing: 1 }]])
  })

  it('calls fail before complete', async () => {
    const calls: unknown[] = []
    const api = asyncApi('getThing', () => Promise.reject(new Error('x')), never)
    await new Promise((done) => {
      api({ fail: (failure: unknown) => calls.push(failure), complete: done })
    })
    expect(calls).toEqual([{ errMsg: 'getThing:fail x' }])
  })

  it('reports an error of the callback', async () => {
    const fault = new Error('in success')
    const reported = await new Promise((report) => {
      const api = asyncApi('getThing', () => ({}), report)
      api({
        success: () => {
          throw fault
        },
      })
    })
    expect(reported).toBe(fault)
  })
})
