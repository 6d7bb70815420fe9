import type { Query } from '../../domain/query'
import { timelineCard } from '../../domain/share'
import type { ShareCard, TimelineCard } from '../../domain/share'
import { arrivalOf } from '../entry/entry'
import { openScanned } from '../navigation/navigate'
import { browseShop } from '../rooms/open-room'
import { pageStyle } from '../phone/settings'
import { browseAnyway, updateNow, upgradeView } from '../phone/upgrade'
import type { UpgradeView } from '../phone/upgrade'

/**
 * What the pages of the shop do alike stands here once: Page() with the shopper's size of type, the
 * notice of a client too old for the page, and the cards it is shared by.
 */

type Fields = WechatMiniprogram.IAnyObject

/** What each page's template finds beside its own data. */
interface SharedData {
  readonly pageStyle: string
  /** null: this client will do. */
  readonly upgrade: UpgradeView | null
}

interface Shared {
  /** The card of what is on the screen. */
  card(): ShareCard
}

/** As Page() takes it, with what is added here known to its members. */
type Definition<Data extends Fields, Own extends Fields, Wanted> = { data: Data } & Own &
  Wanted &
  Partial<WechatMiniprogram.Page.ILifetime> &
  ThisType<WechatMiniprogram.Page.Instance<Data & SharedData, Own>>

interface LivePage extends Shared {
  /** In place of onLoad, which comes here only on a client that can show live rooms. */
  open(query: Query): void
}

/** A page of live rooms: an old client has nothing to see here, and is led to the shop. */
export function livePage<Data extends Fields, Own extends Fields>(
  title: string,
  page: Definition<Data, Own, LivePage>,
): void {
  define(page, {
    onLoad(this: LivePage & Drawing, query: Query) {
      // the title in the page's JSON speaks Chinese alone
      void wx.setNavigationBarTitle({ title })
      const upgrade = upgradeView('live')
      if (upgrade === null) this.open(query)
      else this.setData({ upgrade })
    },
    onBrowse: browseShop,
  })
}

interface ShopPage extends Shared {
  /** Begins, or begins again: asks upgradeView('shop') whether the client will do by now. */
  start(): void
}

/** A page of goods: who wants to can look around on an old client too. */
export function shopPage<Data extends Fields, Own extends Fields>(
  page: Definition<Data, Own, ShopPage>,
): void {
  define(page, {
    onBrowse(this: ShopPage) {
      browseAnyway()
      this.start()
    },
  })
}

interface Drawing {
  setData(data: Partial<SharedData>): void
}

interface Loading {
  /** WeChat sets it before onLoad. */
  readonly route?: string
  readonly data: Fields
  onLoad?(query: Query): void | Promise<void>
}

function define(page: Loading, more: Fields): void {
  Object.assign(page.data, { pageStyle: pageStyle(), upgrade: null })
  Object.assign(page, { onUpgrade: updateNow, onShareAppMessage, onShareTimeline }, more)
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the page as its `this`
  const load = page.onLoad
  page.onLoad = function (query) {
    const route = this.route ?? ''
    const arrival = arrivalOf(route, query)
    // most entries come without a link to follow
    const onward = arrival.query === query ? null : openScanned(route, arrival)
    const start = () => void load?.call(this, arrival.query)
    if (onward === null) start()
    else
      void onward.then((moved) => {
        if (moved.kind !== 'moved') start()
      })
  }
  Page(page)
}

function onShareAppMessage(this: Shared): ShareCard {
  return this.card()
}

function onShareTimeline(this: Shared): TimelineCard {
  return timelineCard(this.card())
}
