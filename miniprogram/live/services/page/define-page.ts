import type { Query } from '../../domain/query'
import { timelineCard } from '../../domain/share'
import type { ShareCard, TimelineCard } from '../../domain/share'
import { resolveArrival } from '../entry/entry'
import { redirectScannedLink } from '../navigation/navigate'
import { browseShop } from '../rooms/open-room'
import { pageStyle } from '../phone/settings'
import { allowBrowsing, updateNow, upgradeView } from '../phone/upgrade'
import type { UpgradeView } from '../phone/upgrade'

/**
 * What the pages of the shop do alike stands here once: Page() with the shopper's size of type, the
 * notice of a client too old for the page, and the cards it is shared by.
 */

type AnyFields = WechatMiniprogram.IAnyObject

/** What each page's template finds beside its own data. */
interface SharedData {
  readonly pageStyle: string
  /** null: this client will do. */
  readonly upgrade: UpgradeView | null
}

interface SharedMethods {
  /** The card of what is on the screen. */
  card(): ShareCard
}

/** As Page() takes it, with what is added here known to its members. */
type Definition<Data extends AnyFields, Own extends AnyFields, Wanted> = { data: Data } & Own &
  Wanted &
  Partial<WechatMiniprogram.Page.ILifetime> &
  ThisType<WechatMiniprogram.Page.Instance<Data & SharedData, Own>>

interface LivePage extends SharedMethods {
  /** In place of onLoad, which comes here only on a client that can show live rooms. */
  open(query: Query): void
}

/** A page of live rooms: an old client has nothing to see here, and is led to the shop. */
export function livePage<Data extends AnyFields, Own extends AnyFields>(
  title: string,
  page: Definition<Data, Own, LivePage>,
): void {
  definePage(page, {
    onLoad(this: LivePage & PageWithSetData, query: Query) {
      // the title in the page's JSON speaks Chinese alone
      void wx.setNavigationBarTitle({ title })
      const upgrade = upgradeView('live')
      if (upgrade === null) this.open(query)
      else this.setData({ upgrade })
    },
    onBrowse: browseShop,
  })
}

interface ShopPage extends SharedMethods {
  /** Begins, or begins again: asks upgradeView('shop') whether the client will do by now. */
  start(): void
}

/** A page of goods: who wants to can look around on an old client too. */
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
    // most entries come without a link to follow
    const onward = arrival.query === query ? null : redirectScannedLink(route, arrival)
    const start = () => void load?.call(this, arrival.query)
    if (onward === null) start()
    else
      void onward.then((moved) => {
        if (moved.kind !== 'moved') start()
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
