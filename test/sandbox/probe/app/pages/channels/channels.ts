import { log } from '../../log'

/** Typed as giving nothing; whether it really does is what is asked. */
type Open = (options: object) => unknown

Page({
  data: { account: 'sphSandboxLinen', feedId: '', nonceId: '' },
  open() {
    const { account: finderUserName, feedId, nonceId } = this.data
    const { openChannelsLive: open } = wx as unknown as { readonly openChannelsLive: Open }
    const returned = open({
      finderUserName,
      ...(nonceId === '' ? {} : { feedId, nonceId }),
      success: ({ errMsg }: { errMsg: string }) => log.push(errMsg),
      fail: ({ errMsg }: { errMsg: string }) => log.push(errMsg),
    })
    log.push(`returned ${typeof returned}`)
  },
  openLater() {
    void Promise.resolve().then(() => this.open())
  },
  onShow() {
    log.push('page show')
  },
  onHide() {
    log.push('page hide')
  },
})
