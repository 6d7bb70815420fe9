import type { Query } from '../../domain/query'
import { timelineCard } from '../../domain/share'
import type { ShareCard, TimelineCard } from '../../domain/share'
import { resolveArrival } from '../entry/entry'
import { redirectScannedLink } from '../navigation/navigate'
import { browseShop } from '../rooms/open-room'
import { pageStyle } from '../phone/settings'
import { allowBrowsing, updateNow, upgradeView } from '../phone/upgrade'
import type { UpgradeView } from '../phone/upgrade'

/** Page() with what all pages share: font size, the notice of an outdated client, and share cards. */

type AnyFields = WechatMiniprogram.IAnyObject

/** The data added to each page. */
interface SharedData {
  readonly pageStyle: string
  /** null: the client is new enough. */
  readonly upgrade: UpgradeView | null
}

interface SharedMethods {
  /** The share card of the page. */
  card(): ShareCard
}

/** The argument of Page(), whose methods also see the shared data. */
type Definition<Data extends AnyFields, Own extends AnyFields, Wanted> = { data: Data } & Own &
  Wanted &
  Partial<WechatMiniprogram.Page.ILifetime> &
  ThisType<WechatMiniprogram.Page.Instance<Data & SharedData, Own>>

interface LivePage extends SharedMethods {
  /** Called by onLoad if the client can show live rooms. */
  open(query: Query): void
}

/** Defines a page of live rooms. An outdated client gets only a notice and a link to the shop. */
export function livePage<Data extends AnyFields, Own extends AnyFields>(
  title: string,
  page: Definition<Data, Own, LivePage>,
): void {
  definePage(page, {
    onLoad(this: LivePage & PageWithSetData, query: Query) {
      // the title in the page's JSON is Chinese only
      void wx.setNavigationBarTitle({ title })
      const upgrade = upgradeView('live')
      if (upgrade === null) this.open(query)
      else this.setData({ upgrade })
    },
    onBrowse: browseShop,
  })
}

interface ShopPage extends SharedMethods {
  /** Starts the page, also after the shopper dismissed the notice. Checks upgradeView('shop'). */
  start(): void
}

/** Defines a page of goods. The shopper can dismiss the notice of an outdated client. */
export function shopPage<Data extends AnyFields, Own extends AnyFields>(
  page: Definition<Data, Own, ShopPage>,
): void {
  definePage(page, {
    onBrowse(this: ShopPage) {
      allowBrowsing()
      this.start()
    },
  })
}

interface PageWithSetData {
  setData(data: Partial<SharedData>): void
}

interface LoadablePage {
  /** WeChat sets it before onLoad. */
  readonly route?: string
  readonly data: AnyFields
  onLoad?(query: Query): void | Promise<void>
}

function definePage(page: LoadablePage, more: AnyFields): void {
  Object.assign(page.data, { pageStyle: pageStyle(), upgrade: null })
  Object.assign(page, { onUpgrade: updateNow, onShareAppMessage, onShareTimeline }, more)
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the page as its `this`
  const load = page.onLoad
  page.onLoad = function (query) {
    const route = this.route ?? ''
    const arrival = resolveArrival(route, query)
    // without a scanned link there is no redirect
    const redirect = arrival.query === query ? null : redirectScannedLink(route, arrival)
    const start = () => void load?.call(this, arrival.query)
    if (redirect === null) start()
    else
      void redirect.then((result) => {
        if (result.kind !== 'moved') start()
      })
  }
  Page(page)
}

function onShareAppMessage(this: SharedMethods): ShareCard {
  return this.card()
}

function onShareTimeline(this: SharedMethods): TimelineCard {
  return timelineCard(this.card())
}
