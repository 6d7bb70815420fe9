/**
 * All Chinese texts of the app, grouped by where they are shown. A text with a value is a function. The
 * groups that pages copy into their data (common, index, room, replay, product, order) contain no
 * functions: WeChat drops functions from data.
 */
export const zh = {
  common: {
    retry: '重试',
    share: '分享给朋友',
    loading: '加载中',
    seeAll: '查看全部',
    seeGoods: '先逛逛好物',
    noMore: '没有更多了',
    loadingMore: '正在加载更多',
    loadMoreFailed: '加载失败，点此重试',
    toTop: '回到顶部',
  },

  card: {
    goodsCount: (count: number) => `${count} 件商品`,
    anchor: (name: string) => `主播 ${name}`,
    otherSeller: '由其他小程序出售',
    /** Separates the parts of a card for a screen reader. */
    comma: '，',
  },

  status: {
    live: '直播中',
    ended: '已结束',
    endedWithReplay: '已结束 · 回放',
    banned: '已停播',
    paused: '暂停中',
    away: '主播暂时离开',
    expired: '未开播',
    preparing: '准备开播',
    cancelled: '预告已取消',
    never: '还没有直播过',
    replayComing: '回放生成中',
    replayExpired: '回放已过期',
  },

  action: {
    enter: '进入直播间',
    subscribe: '订阅',
    subscribed: '已订阅',
    reserve: '预约',
    reserved: '已预约',
    replay: '看回放',
    goods: '看商品',
  },

  time: {
    yesterday: '昨天',
    today: '今天',
    tonight: '今晚',
    tomorrow: '明天',
    /** `weekday`: 0 is Sunday. */
    day: (month: number, day: number, weekday: number) =>
      `${month}月${day}日 周${'日一二三四五六'.charAt(weekday)}`,
    dayOfYear: (year: number, month: number, day: number) => `${year}年${month}月${day}日`,
    inMinutes: (minutes: number) => `还有 ${minutes} 分钟`,
    soon: '即将开始',
  },

  price: {
    yuan: (amount: string) => `${amount} 元`,
    range: (low: string, high: string) => `${low} 元到 ${high} 元`,
    discount: (now: string, before: string) => `现价 ${now} 元，原价 ${before} 元`,
  },

  load: {
    stale: (clock: string) => `网络不佳，显示 ${clock} 的列表`,
    staleUntimed: '网络不佳，显示较早的列表',
    failed: '网络好像断了，请稍后再试',
    /** The back end answered, but the answer could not be read. */
    unreadable: '内容暂时读不出来，请稍后再试',
    notReady: '商家正在准备，请稍后再来',
  },

  index: {
    alsoLive: '也在直播',
    upcoming: '即将开播',
    replays: '精彩回放',
    goods: '直播间好物',
    emptyTitle: '暂无直播，先看看好物',
    emptyAll: '暂无直播，过会儿再来看看',
  },

  hall: {
    title: '直播大厅',
    live: '直播中',
    upcoming: '预告',
    replay: '回放',
    emptyLive: '现在没有直播',
    emptyUpcoming: '暂时没有预告',
    emptyReplay: '还没有回放',
    toUpcoming: '看看预告',
    toLive: '看看直播',
  },

  room: {
    title: '直播间',
    goods: '直播间商品',
    noGoods: '这场直播没有上架商品',
    endedNoReplay: '直播已结束，暂无回放',
    banned: '直播间已停播，商品仍可查看',
    expired: '这场直播没有开播',
    subscribed: '已订阅，开播时微信会提醒你',
    unsubscribed: '已取消订阅',
    missingTitle: '直播间不存在或已删除',
    noRoomTitle: '链接里没有直播间',
    toHall: '去直播大厅',
    again: '再次进入直播间',
  },

  replay: {
    title: '直播回放',
    expired: '回放已过期',
    none: '暂无回放',
    pending: '直播结束约 10 分钟后生成回放',
    failed: '视频播放失败，换一段试试',
    goods: '回放同款',
  },

  segment: {
    label: (number: number) => `片段 ${number}`,
    expiresOn: (day: string) => `${day} 过期`,
    recordedOn: (day: string) => `${day}的直播`,
    resumed: (at: string) => `从上次看到的 ${at} 继续`,
  },

  product: {
    backToRoom: '回到直播间',
    buy: '购买',
    noCheckout: '还没有接通结算，暂时不能购买',
    share: '分享',
    rooms: '在这些直播间有售',
    missing: '商品不存在或已下架',
    noProduct: '链接里没有商品',
    back: '返回上一页',
    toIndex: '回到首页',
  },

  upgrade: {
    title: '需要更新微信',
    client: (version: string) => `当前微信版本 ${version} 较低，更新后才能观看直播和购买`,
    base: (version: string) => `当前微信基础库 ${version} 较低，更新微信后才能观看直播`,
    update: '更新微信',
    byHand: '请到应用商店把微信更新到最新版本',
    failed: '没能打开更新页，请到应用商店更新微信',
  },

  plugin: {
    unavailable: '直播组件暂时打不开，请稍后再试',
  },

  /** Results of a tap on 预约 or 进入直播间. */
  channels: {
    reserved: '已预约，开播时微信会提醒你',
    kept: '之前已经预约过了',
    unreserved: '已取消预约',
    notReserved: '没有预约',
    noticeCancelled: '主播取消了这场预告',
    cancelledBefore: '这场预告已经取消',
    expired: '这场预告已经过期',
    liveEnded: '这场直播已经结束',
    failed: '没有预约成功，请稍后再试',
    unavailable: '直播间暂时打不开，请稍后再试',
    tooOld: '请更新微信后观看',
    notHere: '当前微信不支持视频号直播',
    /** For the merchant, on trial versions only. */
    mismatch: (id: string) => `视频号 ${id} 与小程序主体不同或未认证（100008），顾客看不到它`,
    unknownId: (id: string, code: number) => `微信不认识视频号 ${id}（${code}），顾客看不到它`,
  },

  navigation: {
    failed: '页面没有打开，请再试一次',
    singlePage: '请点下方的“前往小程序”继续',
  },

  share: {
    live: (title: string) => `正在直播：${title}`,
    upcoming: (start: string, title: string) => `${start} 开播：${title}`,
    replay: (title: string) => `直播回放：${title}`,
    shop: (name: string) => `${name}的直播间`,
  },
}

/** The texts that every language must have. */
export type Text = typeof zh
