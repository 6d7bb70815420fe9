/**
 * `npm run pictures`: takes the README's picture anew, from the running app, so that it cannot show
 * what is no longer there.
 */
import path from 'node:path'
import { chromium } from 'playwright-core'
import { findBrowser } from '../../sandbox/client/browser'
import { openStage, type Stage } from '../helpers/node/phone'

const TO = path.resolve(__dirname, '../../docs/pictures/shop.png')
const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'

const SHOWN: readonly (readonly [path: string, waitFor: string])[] = [
  ['/pages/index/index', '#hero'],
  ['/packageA/pages/home/home?tab=upcoming', '[id^=subscribe-]'],
  [`${ROOM_PAGE}?room_id=1002`, '#room-bag'],
  ['/pages/product-detail/product-detail?product_id=2020&room_id=1002', '#strip'],
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

async function compose(pictures: readonly string[]): Promise<void> {
  const phones = pictures.map((picture) => `<img src="data:image/png;base64,${picture}">`)
  const browser = await chromium.launch({ ...findBrowser(), headless: true })
  const page = await browser.newPage({ viewport: { width: 1400, height: 760 } })
  await page.setContent(`<style>
    body { margin: 0; padding: 36px; display: flex; gap: 28px; justify-content: center; box-sizing: border-box;
      background: linear-gradient(135deg, #f3ece3, #e7ddd2) }
    img { width: 312px; height: 676px; border-radius: 36px; border: 5px solid #1c1b1a; box-sizing: border-box;
      box-shadow: 0 16px 36px rgb(60 40 20 / 22%) }
  </style>${phones.join('')}`)
  await page.screenshot({ path: TO })
  await browser.close()
}

async function main(): Promise<void> {
  const stage = await openStage({ hasPictures: true })
  try {
    await compose(await photograph(stage))
  } finally {
    await stage.close()
  }
  console.log(path.relative(process.cwd(), TO))
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
