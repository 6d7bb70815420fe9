import { log } from '../../log'

Page({
  data: { top: 0, film: '', broken: false, pageStyle: '--size: 1' },
  onLoad() {
    this.setData({ top: wx.getMenuButtonBoundingClientRect().bottom })
  },
  onReady() {
    const watch = wx.createIntersectionObserver(this)
    watch.relativeToViewport({ bottom: 10 }).observe('#far', ({ intersectionRatio }) => {
      log.push(`far ${intersectionRatio > 0 ? 'in' : 'out'}`)
    })
  },
  onTap() {
    log.push('a disabled button was tapped')
  },
  onLoadImage({ detail }: WechatMiniprogram.ImageLoad) {
    log.push(`image ${detail.width}x${detail.height}`)
  },
  onBroken() {
    log.push('image error')
  },
  onFilmError() {
    log.push('video error')
  },
  onSwipe({ detail }: WechatMiniprogram.SwiperChange) {
    log.push(`swiper ${detail.current} ${detail.source}`)
  },
  onSubmit({ detail }: WechatMiniprogram.FormSubmit) {
    log.push(`form ${JSON.stringify(detail.value)}`)
  },
  onLower() {
    log.push('lower')
  },
  onReachBottom() {
    log.push('bottom')
  },
  onPullDownRefresh() {
    log.push('pull')
    void wx.stopPullDownRefresh()
  },
  onShareAppMessage({ from, target }: { from: string; target?: { dataset: { room: string } } }) {
    return {
      title: `by ${from}`,
      path: `pages/tools/tools?room=${target?.dataset.room ?? ''}`,
      imageUrl: '/images/dot.svg',
    }
  },
})
