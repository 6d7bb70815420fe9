import { log } from '../../log'

interface Touched {
  readonly touches: readonly unknown[]
  readonly changedTouches: readonly { readonly pageX: number }[]
}

Page({
  data: {
    hide: true,
    nm: 'N',
    tabs: [{ k: 'a' }, { k: 'b' }],
    o: { x: 1 },
    rows: [
      { id: 1, sub: ['p', 'q'] },
      { id: 2, sub: [] },
      { id: 3, sub: ['z'] },
    ],
    w: 100,
    a: { b: { c: 'deep' }, k: 'K' },
    tname: 't1',
    v: 'ab',
    v2: '',
  },
  custom: { n: 1 },
  onLoad() {
    log.push(`load custom=${this.custom.n}`)
  },
  onShow() {
    log.push('show')
  },
  onReady() {
    log.push('ready')
  },
  onHide() {
    log.push('hide')
  },
  onUp({ type, detail, mark, currentTarget }: WechatMiniprogram.CustomEvent) {
    const { dataset, id } = currentTarget
    log.push(
      `up ${[detail, mark, dataset].map((one) => JSON.stringify(one)).join(' ')} ${type} ${id}`,
    )
  },
  outer({ target, currentTarget, mark }: WechatMiniprogram.TouchEvent) {
    log.push(
      `outer ${target.id} ${currentTarget.id} ${JSON.stringify(mark)} ${JSON.stringify(target.dataset)}`,
    )
  },
  cap() {
    log.push('cap')
  },
  mid() {
    log.push('mid')
  },
  inner(event: WechatMiniprogram.TouchEvent) {
    const { touches, changedTouches } = event
    log.push(`inner ${touches.length} ${typeof changedTouches[0]?.pageX}`)
    const { type, target } = JSON.parse(JSON.stringify(event)) as typeof event
    log.push(`json ${type} ${target.id}`)
  },
  noop() {
    log.push('noop')
  },
  onIn2({ detail }: WechatMiniprogram.Input) {
    this.setData({ v2: detail.value.slice(0, 3) })
  },
  onLong() {
    log.push('long')
  },
  onTs({ touches, changedTouches }: Touched) {
    log.push(`ts ${touches.length} ${typeof changedTouches[0]?.pageX}`)
  },
  boom() {
    throw new Error('boom in page')
  },
  onShareAppMessage() {
    return { title: 'from the menu', path: 'pages/probe/probe?shared=1' }
  },
})
