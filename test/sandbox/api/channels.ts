import { asBody, bodyOf, EVENING_MS, MINUTE } from './harness'
import type { Body, Sandbox } from './harness'

export const TEA_SHOP = 'sphSandboxTeaShop'
export const LINEN = 'sphSandboxLinen'
export const NEW = 'sphSandboxNew'
export const SHOW_MIN = 10
export const START = EVENING_MS / 1000

export const account = (sandbox: Sandbox, name: string) =>
  sandbox.get(`/__sandbox/channels/${name}`)
export const set = async (sandbox: Sandbox, name: string, body: unknown) =>
  bodyOf(await sandbox.send('PUT', `/__sandbox/channels/${name}`, JSON.stringify(body)))
/** A request of WeChat's client. */
export const ask = (sandbox: Sandbox, what: string, fields: Body) =>
  sandbox.post(`/__sandbox/phone/channels/${what}`, fields)
export const info = async (sandbox: Sandbox, finderUserName: string, more: Body = {}) =>
  asBody((await ask(sandbox, 'live-info', { finderUserName, ...more }))['result'])
export const later = (sandbox: Sandbox, minutes: number) =>
  sandbox.post('/__sandbox/clock', { advanceMs: minutes * MINUTE })
