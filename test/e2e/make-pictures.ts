/**
 * `npm run pictures`: takes the README's picture anew, from the running app, so that it cannot show
 * what is no longer there.
 */
import path from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { runCommand, type Command } from '../../scripts/command/command'
import { findBrowser } from '../../sandbox/client/browser'
import { openStage, type Stage } from '../helpers/node/phone'

const TO = path.resolve(__dirname, '../../docs/pictures/shop.png')
const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'

const START_LIMIT_MS = 120_000
const STEP_LIMIT_MS = 120_000

const SHOWN: readonly (readonly [path: string, waitFor: string])[] = [
  ['/pages/index/index', '#hero'],
  ['/packageA/pages/home/home?tab=upcoming', '[id^=subscribe-]'],
  [`${ROOM_PAGE}?room_id=1002`, '#room-bag'],
  ['/pages/product-detail/product-detail?product_id=sku-20&room_id=1002', '#strip'],
]

/** The pages shown, each a PNG in base64. */
async function photograph(stage: Stage): Promise<string[]> {
  const pictures: string[] = []
  for (const [page, waitFor] of SHOWN) {
    const phone = await stage.openPhone({ path: page })
    await phone.screen.locator(waitFor).first().waitFor()
    await phone.page.waitForLoadState('networkidle')
    await phone.page.evaluate(() => document.fonts.ready.then(() => undefined))
    pictures.push((await phone.page.screenshot({ animations: 'disabled' })).toString('base64'))
    await phone.close()
  }
  return pictures
}

async function compose(browser: Browser, pictures: readonly string[]): Promise<void> {
  const phones = pictures.map((picture) => `<img src="data:image/png;base64,${picture}">`)
  const page = await browser.newPage({ viewport: { width: 1400, height: 760 } })
  await page.setContent(`<style>
    body { margin: 0; padding: 36px; display: flex; gap: 28px; justify-content: center; box-sizing: border-box;
      background: linear-gradient(135deg, #f3ece3, #e7ddd2) }
    img { width: 312px; height: 676px; border-radius: 36px; border: 5px solid #1c1b1a; box-sizing: border-box;
      box-shadow: 0 16px 36px rgb(60 40 20 / 22%) }
  </style>${phones.join('')}`)
  await page.screenshot({ path: TO })
}

async function main({ open, step }: Command): Promise<number> {
  const stage = await open(
    'Start the sandbox and a browser',
    START_LIMIT_MS,
    () => openStage({ hasPictures: true, leavesSignals: true }),
    (opened) => opened.close(),
  )
  const pictures = await step('Photograph the pages', STEP_LIMIT_MS, () => photograph(stage))
  const browser = await open(
    'Start another browser',
    START_LIMIT_MS,
    () =>
      chromium.launch({
        ...findBrowser(),
        headless: true,
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      }),
    (launched) => launched.close(),
  )
  await step('Put them together', STEP_LIMIT_MS, () => compose(browser, pictures))
  console.log(path.relative(process.cwd(), TO))
  return 0
}

void runCommand(main)
