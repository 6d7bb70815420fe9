import type { Response, Route } from 'playwright-core'
import type { Phone } from '../../test/helpers/node/phone'
import type { AppWindow } from './app-window'

declare const window: AppWindow

/** The costs until the rooms of a page are drawn. */
export interface OpenCost {
  readonly requests: number
  /** Bytes of the response bodies on the wire. */
  readonly gzipBytes: number
  readonly setDataCalls: number
}

const API = '/api/v1/'

/** Matches a room in each of its forms. */
const ROOM = 'room-card, room-row, room-hero'

/** Opens a page without stored data. */
export async function coldOpen(phone: Phone, path: string): Promise<OpenCost> {
  const { page } = phone
  await page.evaluate(() => {
    localStorage.clear()
  })
  const answers: Response[] = []
  const note = (response: Response): void => {
    if (response.url().includes(API)) answers.push(response)
  }
  page.on('response', note)
  const { updates } = await open(phone, path)
  page.off('response', note)
  const sizes = await Promise.all(answers.map((answer) => answer.request().sizes()))
  return {
    requests: answers.length,
    gzipBytes: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0),
    setDataCalls: updates,
  }
}

export interface WarmOpen {
  readonly listBeforeRequestEnds: boolean
  readonly setDataCalls: number
  /** The status of the back end's answer. */
  readonly status: number
}

/** Opens a page with stored data while the back end does not answer until the rooms are drawn. */
export async function warmOpen(phone: Phone, path: string): Promise<WarmOpen> {
  const { page } = phone
  let letGo = (): void => undefined
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const hold = async (route: Route): Promise<void> => {
    await held
    await route.continue()
  }
  await page.route(`**${API}**`, hold)
  const answered = page.waitForResponse((response) => response.url().includes(API))
  const { updates, answers } = await open(phone, path)
  letGo()
  const answer = await answered
  const status = Number(answer.headers()['x-phone-status'])
  await page.unroute(`**${API}**`, hold)
  return { listBeforeRequestEnds: answers === 0, setDataCalls: updates, status }
}

/** @returns the number of setData calls and answers when the first room was drawn */
async function open(phone: Phone, path: string): Promise<NonNullable<AppWindow['__stood']>> {
  const { page } = phone
  const script = await page.addInitScript(noteFirstRoom, [ROOM, API] as const)
  await phone.restart({ path })
  const stood = await page.waitForFunction(() => window.__stood)
  const noted = await stood.jsonValue()
  await script.dispose()
  if (noted === undefined) throw new Error(`no room was drawn on ${path}`)
  return noted
}

/** Runs in the browser, before the app. */
function noteFirstRoom([room, api]: readonly [string, string]): void {
  new MutationObserver((_changes, observer) => {
    if (document.querySelector(room) === null) return
    observer.disconnect()
    const answers = performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.includes(api))
    window.__stood = { updates: window.__sim.updates.length, answers: answers.length }
  }).observe(document, { childList: true, subtree: true })
}
