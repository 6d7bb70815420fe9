import type { PhoneWithPages } from './a-phone'
import { aPhoneWith, QUIET_PLUGIN } from './a-phone'
import { words } from './drawn'
import type { OpenedPage } from './page'
import type { Drawn } from './runtime'

const PAGE = 'packageA/pages/home/home'

interface Hall extends Omit<PhoneWithPages<typeof PAGE>, 'openPage'> {
  readonly openPage: (query?: Record<string, string>) => Promise<OpenedPage>
  /** Opens it with this answer of the back end; null: there is none. */
  readonly open: (answer: object | null, query?: Record<string, string>) => Promise<Drawn>
  /** What stands in each cell. */
  readonly titles: () => string[]
}

/**
 * The page that lists the rooms, with a plugin that tells nothing by itself.
 * @param tab the shelf it opens with, where a test says no other.
 */
export function aHall(tab: 'live' | 'replay' = 'live'): Hall {
  const stage = aPhoneWith(PAGE)
  const { phone, page } = stage
  const openPage = (query: Record<string, string> = tab === 'live' ? {} : { tab }) =>
    stage.openPage(PAGE, query)

  beforeEach(() => {
    phone.plugin = QUIET_PLUGIN
  })

  return {
    ...stage,
    openPage,
    open: async (answer, query) => {
      phone.respond = () => answer
      await openPage(query)
      return page.drawn
    },
    titles: () => page.drawn.querySelectorAll('.live-grid__cell').map(words),
  }
}
