/** What a merchant sets. Nothing secret belongs here: every shopper can read it. */
export const config = {
  /**
   * Where your back end (server/) answers, without a slash at the end. WeChat lets the app reach
   * it only by https, and only once its domain stands under 开发管理 → 服务器域名 → request.
   * '' of a shop with Channels live alone and no back end.
   */
  apiBaseUrl: 'https://live-api.example.com' as string,

  /**
   * Your Channels accounts (视频号), each by the id that begins with "sph", from the Channels
   * assistant. What the back end names in CHANNELS_ACCOUNTS goes before them. See docs/choosing.md.
   */
  finderUserNames: [] as readonly `sph${string}`[],

  /**
   * A picture for the cards of an account, by its id: a path in the app, such as '/images/tea.jpg', or an
   * https address. WeChat gives the account's avatar, and no cover. Without one the card shows the avatar.
   */
  channelsCovers: {} as Readonly<Record<string, string>>,

  /**
   * Your links on plain QR codes (扫普通链接二维码打开小程序), by their beginning, such as
   * 'https://shop.example/live'. The app reads the room or the product of a link that begins so:
   * https://shop.example/live?room_id=1001. Links of no prefix named here are not read. See docs/extending.md.
   */
  qrLinkPrefixes: [] as readonly string[],

  /** Shown at the top of the storefront and on the shop's share card. */
  shopName: '山海小铺',

  /** How long a sale is owed to the card, code or room that brought the shopper. */
  attributionHours: 72,
} as const
