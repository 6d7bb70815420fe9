import { openStage, type Phone, type Stage } from '../helpers/node/phone'

/** The scripted show: announced, live, paused, away, ended, replay. */
const SHOW = 1001

let stage: Stage
let phone: Phone

beforeEach(async () => {
  stage = await openStage()
})
afterEach(async () => {
  await phone.close()
  await stage.close()
})

it('keeps the last list and shows its age while the back end is down', async () => {
  phone = await stage.openPhone()
  const { screen } = phone
  await screen.locator('#hero').waitFor()
  const shown = await screen.locator('#hero').innerText()

  await stage.world.stopBackend()
  await phone.pullDown()
  await screen.getByText(/^网络不佳，显示 \d\d:\d\d 的列表$/).waitFor()
  expect(await screen.locator('#hero').innerText()).toBe(shown)
  await phone.photograph('index-stale')

  // the same after a cold start: the list comes from the phone's storage
  await phone.page.reload()
  await phone.page.waitForSelector('html[data-ready]')
  await screen.getByText(/^网络不佳，显示 \d\d:\d\d 的列表$/).waitFor()
  expect(await screen.locator('#hero').innerText()).toBe(shown)

  await stage.world.startBackend()
  await screen.getByText('重试').tap()
  await screen.getByText(/^网络不佳/).waitFor({ state: 'hidden' })

  // the browser reports the refused request; there must be no other error
  const troubles = await phone.troubles()
  expect(troubles.filter((trouble) => !trouble.includes('Failed to load resource'))).toEqual([])
})

it('shows the scripted show from 预告 through 直播中 to 回放, with its replay', async () => {
  phone = await stage.openPhone({ path: '/packageA/pages/home/home?tab=upcoming' })
  const { screen } = phone
  const title = await titleOf(SHOW)
  const card = screen.getByRole('button', { name: new RegExp(title) })
  await card.waitFor()

  await turnTo(101)
  await refreshUntil(/^直播中/)
  await card.waitFor()

  for (const code of [105, 101, 106, 101, 103]) await turnTo(code)
  await refreshUntil(/^直播中/)
  await card.waitFor({ state: 'detached' })

  await stage.nextAct()
  await untilBackendSays(`/rooms/${SHOW}/replays`, ({ replays }) => replays.length === 2)
  await refreshUntil(/^回放/)
  await card.tap()
  const video = screen.locator('video')
  await video.waitFor()
  await video.evaluate((element: HTMLVideoElement) => element.play())
  await phone.page.waitForFunction(() => {
    const player = document.querySelector<HTMLVideoElement>('.page-frame:not([hidden]) video')
    return player !== null && player.currentTime > 0.2
  })
  await phone.photograph('replay')
  expect(await phone.troubles()).toEqual([])

  async function refreshUntil(tab: RegExp) {
    await screen.getByRole('tab', { name: tab }).tap()
    await phone.pullDown()
  }
})

/** Advances to the next act, and waits until the back end has read it from WeChat. */
async function turnTo(liveStatus: number): Promise<void> {
  await stage.nextAct()
  await untilBackendSays(`/rooms/${SHOW}`, ({ room }) => room.liveStatus === liveStatus)
}

interface Said {
  readonly room: { readonly liveStatus: number | null; readonly title: string }
  readonly replays: readonly unknown[]
}

async function ask(path: string): Promise<Said> {
  const response = await fetch(`${stage.world.backendUrl}/api/v1${path}`)
  return (await response.json()) as Said
}

async function untilBackendSays(path: string, hold: (said: Said) => boolean): Promise<void> {
  for (let minutes = 0; minutes < 10; minutes++) {
    for (let tries = 0; tries < 30; tries++) {
      if (hold(await ask(path))) return
      await new Promise((next) => setTimeout(next, 100))
    }
    await stage.advance(60_000)
  }
  throw new Error(`${path} never came true: ${JSON.stringify(await ask(path))}`)
}

async function titleOf(roomId: number): Promise<string> {
  return (await ask(`/rooms/${roomId}`)).room.title
}
