import { openStage, type Phone, type Stage } from '../helpers/node/phone'

/** A replay in a browser, which plays the segments; iOS and Android play the whole. */
interface Replays {
  readonly replays: readonly { readonly format: string; readonly url: string }[]
}

let stage: Stage
let phone: Phone
let roomId: number

beforeAll(async () => {
  stage = await openStage()
  roomId = await someRoomWhere(({ replays }) => {
    const parts = replays.filter(({ format }) => format === 'mp4')
    return parts.length === 2 && replays.length === 3
  })
})
afterAll(() => stage.close())
afterEach(async () => {
  const troubles = await phone.troubles()
  await phone.close()
  expect(troubles).toEqual([])
})

const path = () => `/packageA/pages/replay/replay?room_id=${roomId}`

it('plays segment after segment, pauses when covered, and continues at the next visit', async () => {
  phone = await stage.openPhone({ path: path() })
  const { screen, page } = phone
  await screen.getByRole('tab', { name: '片段 2' }).waitFor()
  expect(await screen.getByRole('tab').count()).toBe(2)

  // the second segment starts at the end of the first
  await video().evaluate(async (player: HTMLVideoElement) => {
    await player.play()
    player.currentTime = player.duration - 0.2
  })
  await screen.getByRole('tab', { name: '片段 2', selected: true }).waitFor()
  await untilPlayer((player) => !player.paused && player.currentTime > 0.1)
  await video().evaluate((player: HTMLVideoElement) => {
    player.currentTime = 4
  })
  await untilPlayer((player) => player.currentTime > 4.1)

  // a covered page plays nothing
  await phone.background()
  await untilPlayer((player) => player.paused)
  await phone.foreground()

  await phone.restart({ path: path() })
  await screen.locator('#resumed').waitFor()
  expect(await screen.locator('#resumed').textContent()).toMatch(/0:04/)
  await screen.getByRole('tab', { name: '片段 2', selected: true }).waitFor()
  await untilPlayer((player) => player.currentTime >= 4 && player.paused)
  await phone.photograph('replay-resumed')

  // a finished replay starts at the beginning
  await video().evaluate(async (player: HTMLVideoElement) => {
    await player.play()
    player.currentTime = player.duration - 0.2
  })
  await untilPlayer((player) => player.ended)
  await phone.restart({ path: path() })
  await screen.getByRole('tab', { name: '片段 1', selected: true }).waitFor()
  expect(await screen.locator('#resumed').count()).toBe(0)

  function video() {
    return screen.locator('video')
  }

  /** The state of the player on the top page. */
  async function untilPlayer(holds: (player: HTMLVideoElement) => boolean): Promise<void> {
    await page.waitForFunction(
      `(${holds.toString()})(document.querySelector('.page-frame:not([hidden]) video'))`,
    )
  }
})

async function someRoomWhere(fits: (said: Replays) => boolean): Promise<number> {
  for (let id = 1000; id < 1100; id += 1) {
    const response = await fetch(`${stage.world.backendUrl}/api/v1/rooms/${id}/replays`)
    if (response.status === 200 && fits((await response.json()) as Replays)) return id
  }
  throw new Error('No room of the sandbox has both the whole and two parts.')
}
