import type { FinderUserName } from './domain/room-id'

/** What the live part needs to know of the shop. config.ts of the example shop explains each value. */
export interface LiveConfig {
  /** Without a slash at the end; '' for a shop with Channels live alone and no back end. */
  readonly apiBaseUrl: string
  /** Channels accounts, used where the back end names none. */
  readonly finderUserNames: readonly FinderUserName[]
  /** Pictures for the cards of Channels accounts, by the account's id. */
  readonly channelsCovers: Readonly<Record<string, string>>
  /** How the shop's plain QR code links begin. */
  readonly qrLinkPrefixes: readonly string[]
  readonly shopName: string
  /** For how many hours a sale counts for the card, code or room that brought the shopper. */
  readonly attributionHours: number
}

let configured: LiveConfig | null = null

export function setLiveConfig(config: LiveConfig): void {
  configured = config
}

/** @throws before `configureLive` was called */
export function liveConfig(): LiveConfig {
  if (configured === null)
    throw new Error('Live rooms are not configured. Call configureLive() in app.ts before App().')
  return configured
}
