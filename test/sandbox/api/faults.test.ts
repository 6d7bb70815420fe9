import { aSandbox, closeSandboxes, LIST, type Body, type Sandbox } from './harness'

const PAGE = { start: 0, limit: 5 }

afterEach(closeSandboxes)

async function withFault(fault: Body): Promise<Sandbox> {
  const sandbox = await aSandbox()
  const response = await sandbox.send('POST', '/__sandbox/faults', {
    path: LIST,
    times: 1,
    ...fault,
  })
  expect(response.status).toBe(204)
  return sandbox
}

async function ask(sandbox: Sandbox, signal?: AbortSignal): Promise<Response> {
  const url = `${sandbox.api.url}${LIST}?access_token=${await sandbox.token()}`
  return fetch(url, { method: 'POST', body: JSON.stringify(PAGE), ...(signal ? { signal } : {}) })
}

it('answers with any errcode, for the given number of calls on the given path', async () => {
  const sandbox = await withFault({ kind: 'errcode', errcode: -1, times: 2 })
  expect(await (await ask(sandbox)).json()).toMatchObject({
    errcode: -1,
    errmsg: expect.stringMatching(/^system error rid: /) as unknown,
  })
  expect(await (await ask(sandbox)).json()).toMatchObject({ errcode: -1 })
  expect(await (await ask(sandbox)).json()).toMatchObject({ errcode: 0 })
})

it('answers 502 with HTML', async () => {
  const response = await ask(await withFault({ kind: 'http', status: 502 }))
  expect(response.status).toBe(502)
  expect(response.headers.get('content-type')).toContain('text/html')
  expect(await response.text()).toContain('<h1>502 Bad Gateway</h1>')
})

it('truncates the JSON', async () => {
  const response = await ask(await withFault({ kind: 'truncated' }))
  const text = await response.text()
  expect(response.status).toBe(200)
  expect(() => void JSON.parse(text)).toThrow(SyntaxError)
})

it('redirects, with the right answer in the body', async () => {
  const sandbox = await withFault({ kind: 'redirect' })
  const url = `${sandbox.api.url}${LIST}?access_token=${await sandbox.token()}`
  const body = JSON.stringify(PAGE)
  const response = await fetch(url, { method: 'POST', body, redirect: 'manual' })
  expect(response.status).toBe(302)
  expect(response.headers.get('location')).toMatch(/^https:/)
  expect(await response.json()).toMatchObject({ errcode: 0, total: 46 })
})

it.each([
  [40013, 'invalid appid'],
  [40125, 'invalid appsecret'],
  [40164, 'invalid ip'],
  [45035, 'access clientip is not registered'],
  [47001, 'data format error'],
  [48001, 'api unauthorized'],
  [48004, 'api forbidden for irregularities'],
  [50001, 'user unauthorized'],
  [50002, 'user limited'],
  [61004, 'access clientip is not registered'],
  [61007, 'api is unauthorized to component'],
])("refuses every call with %i and WeChat's text", async (errcode, words) => {
  const response = await ask(await withFault({ kind: 'errcode', errcode }))
  expect(await response.json()).toMatchObject({
    errcode,
    errmsg: expect.stringContaining(words) as unknown,
  })
})

it('resets the connection', async () => {
  const sandbox = await withFault({ kind: 'reset' })
  await expect(ask(sandbox)).rejects.toThrow('fetch failed')
})

it('can leave a call open, and still closes', async () => {
  const sandbox = await withFault({ kind: 'hang' })
  const token = await sandbox.token()
  const giveUp = new AbortController()
  const never = fetch(`${sandbox.api.url}${LIST}?access_token=${token}`, {
    method: 'POST',
    body: JSON.stringify(PAGE),
    signal: giveUp.signal,
  })
  // A later call is answered while the first one is open.
  expect(await sandbox.list(PAGE)).toMatchObject({ errcode: 0 })
  const outcome = expect(never).rejects.toThrow()
  await sandbox.api.close()
  await outcome
})

it('answers slowly', async () => {
  const sandbox = await withFault({ kind: 'slow', ms: 80 })
  const startedMs = performance.now()
  expect(await (await ask(sandbox)).json()).toMatchObject({ errcode: 0 })
  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(75)
})

it('applies a fault without path to every path, until the faults are cleared', async () => {
  const sandbox = await aSandbox()
  await sandbox.send('POST', '/__sandbox/faults', { times: 99, kind: 'errcode', errcode: 76022 })
  expect((await sandbox.post('/cgi-bin/stable_token', {}))['errcode']).toBe(76022)
  await sandbox.send('DELETE', '/__sandbox/faults')
  expect((await sandbox.post('/cgi-bin/stable_token', {}))['errcode']).toBe(41002)
})

it.each([
  [{ kind: 'explode' }, 'kind'],
  [{ kind: 'http', status: 99 }, 'status'],
  [{ kind: 'errcode', errcode: '1' }, 'errcode'],
  [{ kind: 'slow' }, 'ms'],
  [{ kind: 'hang', times: 0 }, 'times'],
  [{ kind: 'hang', path: 'getliveinfo' }, 'path'],
])('rejects the fault %j and names the field', async (fault, field) => {
  const sandbox = await aSandbox()
  const response = await sandbox.send('POST', '/__sandbox/faults', fault)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ field })
})

it('counts the faults that occurred', async () => {
  const sandbox = await withFault({ kind: 'http', status: 502, times: 2 })
  const met = () => sandbox.get('/__sandbox/faults')
  expect(await met()).toEqual({ met: {} })
  await ask(sandbox)
  await ask(sandbox)
  await sandbox.send('POST', '/__sandbox/faults', { path: LIST, kind: 'errcode', errcode: 40001 })
  await sandbox.send('POST', '/__sandbox/faults', { path: LIST, kind: 'truncated' })
  await ask(sandbox)
  await sandbox.send('DELETE', '/__sandbox/faults')
  expect(await met()).toEqual({ met: { 'http 502': 2, 'errcode 40001': 1 } })
})
