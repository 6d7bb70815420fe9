import type { Response, Route } from 'playwright-core'
import type { Phone } from '../../test/helpers/node/phone'
import type { AppWindow } from './app-window'

declare const window: AppWindow

/** What it takes until the rooms of a page stand on the screen. */
export interface OpenCost {
  readonly requests: number
  /** Of the answers' bodies, as they came over the wire. */
  readonly gzipBytes: number
  readonly setDataCalls: number
}

const API = '/api/v1/'

/** A room in any of its forms. */
const ROOM = 'room-card, room-row, room-hero'

/** Opens a page as somebody does who has never been in the shop. */
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
  /** The back end's, once it was heard. */
  readonly status: number
}

/** Opens a page seen before, with a back end that does not answer until the rooms stand. */
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

/** @returns how many setData calls and answers there had been when the first room was drawn */
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
