import { liveConfig } from '../../config'
import { isFinderUserName } from '../../domain/room-id'
import type { FinderUserName } from '../../domain/room-id'
import { readStored, writeStored } from '../phone/storage'

/**
 * The merchant's Channels accounts: those of the back end, so that a change needs no new review, else those
 * of config.ts.
 */
const KEY = 'channels-accounts'

let backEndAccounts: readonly FinderUserName[] | null = null

export function channelsAccounts(): readonly FinderUserName[] {
  backEndAccounts ??= readStored(KEY, parseAccounts) ?? []
  return backEndAccounts.length > 0 ? backEndAccounts : liveConfig().finderUserNames
}

/** Stores the accounts of the back end's answer. */
export function setChannelsAccounts(accounts: readonly FinderUserName[]): void {
  if (accounts.join() === (backEndAccounts ?? readStored(KEY, parseAccounts) ?? []).join()) return
  backEndAccounts = accounts
  writeStored(KEY, accounts)
}

/** The merchant's picture of an account, from config.ts; '' for none. */
export function coverOf(account: FinderUserName): string {
  return liveConfig().channelsCovers[account] ?? ''
}

function parseAccounts(json: unknown): readonly FinderUserName[] | null {
  return Array.isArray(json) ? json.filter(isFinderUserName) : null
}
