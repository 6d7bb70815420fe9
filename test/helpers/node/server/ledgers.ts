import type { Clock } from '../../../../server/src/clock'
import { aClock, useTemporaryFolder } from './builders'
import type { LedgerDriver, OpenLedger } from './ledger-drivers'
import type { Grant, Ledger, Purpose, Shares, Usage } from '../../../../server/src/quota/types'

/** Ledgers at one place for each test, closed after it. */
export function useLedgers(driver: LedgerDriver) {
  const folder = useTemporaryFolder()
  const opened: OpenLedger[] = []
  let place = ''
  beforeEach(async () => {
    place = await driver.start(folder())
  })
  afterEach(async () => {
    for (const { close } of opened.splice(0)) await close()
    await driver.stop()
  })
  return {
    place: () => place,
    openLedger: async (
      limit: number,
      clock: Clock = aClock(),
      shares?: Shares,
    ): Promise<OpenLedger> => {
      const options = { limit, clock, ...(shares === undefined ? {} : { shares }) }
      const one = await driver.open(place, options)
      opened.push(one)
      return one
    },
  }
}

/** Reserves several calls, one after the other. @returns how many were granted */
export async function ask(ledger: Ledger, purpose: Purpose, times: number): Promise<number> {
  const grants: Grant[] = []
  for (let asked = 0; asked < times; asked += 1) grants.push(await ledger.reserve(purpose))
  return grants.filter(({ kind }) => kind === 'granted').length
}

export async function usageOf(ledger: Ledger): Promise<Usage> {
  const answer = await ledger.usage()
  if (answer.kind === 'ledger-down') throw new Error('The ledger is down', { cause: answer })
  return answer.usage
}
