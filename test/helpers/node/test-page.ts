import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

/** Time limit for a wait in a test. */
const LIMIT_MS = 60_000

/** A page in a separate browser context, with the Date of the tests. */
export async function openTestPage(
  browser: Browser,
  options: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext(options)
  context.setDefaultTimeout(LIMIT_MS)
  // moved in `npm run test:elsewhere`
  const byMs = Number(process.env['MOVED_DATE_BY_MS'] ?? 0)
  if (byMs !== 0) await context.addInitScript(moveDate, byMs)
  return context.newPage()
}

/** Runs in the page, before its scripts, so it must not use outer variables. */
function moveDate(byMs: number): void {
  const RealDate = Date
  const nowMs = () => RealDate.now() + byMs
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [nowMs()] : args, newTarget) as Date,
    apply: (target) => new target(nowMs()).toString(),
    get: (target, key): unknown => (key === 'now' ? nowMs : Reflect.get(target, key)),
  })
}
