import { truncateParams } from '../custom-params'
import { goodsUrl, pageOf } from '../goods-url'
import { firstPage, phoneEntry } from '../phone'
import { livePluginRecord, ROOM_PAGE, type RoomVisit, type ShareCard } from '../record'
import { roomView, type RoomView } from '../room-view'
import { watchRoom } from '../rooms'
import { backKeyWorks, isShareCard } from '../scenes'

/** Polling interval of the room, in world time. */
const REFRESH_MS = 5_000

interface GoodsTap {
  readonly currentTarget: { readonly dataset: { readonly url: string; readonly appId: string } }
}

const loading = (): RoomView => ({ kind: 'loading' })

const NO_VISIT: RoomVisit = {
  roomId: 0,
  type: null,
  customParams: null,
  shareOpenid: null,
  pictureInPicture: true,
}

const idle = (): void => undefined

/** The live room, the plugin's only public page. @see live-player-plugin */
Page({
  data: {
    roomId: 0,
    view: loading(),
    shelfOpen: false,
    /** Position below the status bar, beside the capsule button. */
    topPx: 0,
  },

  // not rendered
  visit: NO_VISIT,
  stop: idle,

  onLoad(query: Readonly<Record<string, string | undefined>>) {
    this.visit = {
      roomId: Number(query['room_id']),
      type: query['type'] ?? null,
      customParams: truncateParams(query['custom_params']),
      shareOpenid: sharerOpenid(),
      pictureInPicture: query['close_picture_in_picture_mode'] !== '1',
    }
    livePluginRecord().room = this.visit
    const capsule = wx.getMenuButtonBoundingClientRect()
    this.setData({ roomId: this.visit.roomId, topPx: capsule.top })
  },

  onShow() {
    this.stop()
    this.stop = watchRoom(this.visit.roomId, REFRESH_MS, (answer) =>
      this.setData({ view: roomView(answer, this.data.view, Date.now()) }),
    )
  },

  onHide() {
    this.stop()
  },

  onUnload() {
    this.stop()
  },

  onShareAppMessage() {
    const { view } = this.data
    const { visit } = this
    const record = livePluginRecord()
    const query = [
      `room_id=${visit.roomId}`,
      `share_openid=${record.openid}`,
      // a chain of shares keeps the parameters of the first sharer
      ...(visit.customParams === null ? [] : [`custom_params=${visit.customParams}`]),
    ]
    const card: ShareCard = {
      scene: 1044,
      shareTicket: `sandbox-share-ticket-${visit.roomId}`,
      path: `${ROOM_PAGE}?${query.join('&')}`,
      title: view.kind === 'room' ? view.title : '直播间',
      imageUrl: view.kind === 'room' ? view.coverUrl : '',
    }
    record.lastShare = card
    return { title: card.title, path: card.path, imageUrl: card.imageUrl }
  },

  /** The room has its own navigation bar. Its back button works only with the right `type`. */
  onBack() {
    const { type } = this.visit
    wx.navigateBack({
      // fails if the room is the first page: a plugin does not see the app's pages
      fail() {
        const home = firstPage()
        // otherwise the button has no effect and no message, as was reported
        if (home !== null && backKeyWorks(phoneEntry()?.scene ?? 0, type))
          void wx.reLaunch({ url: home })
      },
    })
  },

  onShelf() {
    this.setData({ shelfOpen: !this.data.shelfOpen })
  },

  onGoods({ currentTarget: { dataset } }: GoodsTap) {
    if (dataset.appId !== '') {
      const { appId, url } = dataset
      // the url is assumed to be a page of that mini-program; WeChat does not document it
      wx.navigateToMiniProgram({ appId, path: pageOf(url), fail: () => undefined })
      return
    }
    const { openid, faults } = livePluginRecord()
    const { roomId, customParams, shareOpenid } = this.visit
    const visit = { roomId, openid, shareOpenid, customParams }
    void wx.navigateTo({ url: goodsUrl(dataset.url, visit, faults.goodsParams) })
    this.setData({ shelfOpen: false })
  },
})

/** The openid of the sharer if the user came from a share card. It is fixed for the whole visit. */
function sharerOpenid(): string | null {
  const entry = phoneEntry()
  if (entry === null || !isShareCard(entry.scene)) return null
  return entry.query['share_openid'] ?? livePluginRecord().shareOpenid
}
