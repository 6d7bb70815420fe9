import type { Theme } from './types'

export type RoomTitle = readonly [name: string, theme: Theme, anchorName: string]

/** Names keep WeChat's limits (contract B2): room 3 to 17, anchor 2 to 15 Chinese characters. */
export const SHOW_TITLE: RoomTitle = ['秋茶开仓 头道铁观音现场开泡', 'tea', '阿茶']
export const ALL_DAY_TITLE: RoomTitle = ['山海小铺全天陪你逛 有问必答', 'home', '小海']
export const MANY_GOODS_TITLE: RoomTitle = ['整铺开箱日 三十件好物一次看完', 'linen', '林木木']

export const LIVE_TITLES: readonly RoomTitle[] = [
  ['窑口直播 开窑第一手好瓷', 'ceramics', '景德镇老周'],
  ['果园收摘 现摘现称现发货', 'fruit', '果农陈姐'],
]
export const PAUSED_TITLE: RoomTitle = ['蜂场探访 割蜜进行时', 'pantry', '养蜂人阿力']
export const AWAY_TITLE: RoomTitle = ['一匹亚麻的旅程 织坊走播', 'linen', '织女小满']
export const BANNED_TITLE: RoomTitle = ['大清仓 全场不限量', 'home', '小铺客服']
export const EXPIRED_TITLE: RoomTitle = ['雨前茶山行', 'tea', '阿茶']

export const UPCOMING_TITLES: readonly RoomTitle[] = [
  ['岩茶三款对饮 慢慢喝一壶', 'tea', '阿茶'],
  ['新瓷上架 青釉专场', 'ceramics', '景德镇老周'],
  ['秋冬围巾草木染 挑颜色看质地', 'linen', '织女小满'],
  ['脐橙开园 第一车发往你家', 'fruit', '果农陈姐'],
  ['点一支烛 慢下来的一天', 'home', '林木木'],
  ['百花蜜与早餐桌', 'pantry', '养蜂人阿力'],
  ['茶器搭配课 新手第一套', 'tea', '小海'],
  ['碗碟日常 一人食到一家人', 'ceramics', '苏禾'],
  ['竹编手艺人专访 边编边聊', 'home', '林木木'],
]

/** The first broadcast of the shop, in 2020. */
export const FIRST_BROADCAST_TITLE: RoomTitle = ['山海小铺开张第一播', 'home', '小海']

export const PAST_TITLES: readonly RoomTitle[] = [
  ['龙井村来信 明前茶最后一批', 'tea', '阿茶'],
  ['柴窑开箱 每一只都不一样', 'ceramics', '景德镇老周'],
  ['蜜桃尾声 树上熟的才敢卖', 'fruit', '果农陈姐'],
  ['亚麻衬衫试穿 高矮胖瘦都试给你看', 'linen', '织女小满'],
  ['烛光客厅 香薰怎么选', 'home', '林木木'],
  ['土蜂蜜真假课堂', 'pantry', '养蜂人阿力'],
  ['白茶怎么存 十年老茶客聊', 'tea', '老茶客魏叔'],
  ['花器与一枝花', 'ceramics', '苏禾'],
  ['橘子红了 丑橘开园日', 'fruit', '果农陈姐'],
  ['帆布袋手绘 跟着画一只', 'linen', '林木木'],
  ['一盏灯的温度', 'home', '小海'],
  ['桂花蜜上新 三罐装回归', 'pantry', '养蜂人阿力'],
  ['围炉煮茶 器具一次讲清', 'tea', '阿茶'],
  ['碗底的落款 老周讲瓷', 'ceramics', '景德镇老周'],
  ['黄桃装箱全程', 'fruit', '果农陈姐'],
  ['夏布织造 从一根苎麻开始', 'linen', '织女小满'],
  ['竹篮野餐 秋天去哪儿', 'home', '林木木'],
  ['甜味地图 七种蜜一次尝', 'pantry', '养蜂人阿力'],
  ['茉莉窨制 夜里三点的茶厂', 'tea', '老茶客魏叔'],
  ['手捏碗工作坊', 'ceramics', '苏禾'],
  ['脐橙分级 大果小果差在哪', 'fruit', '果农陈姐'],
  ['围巾三十种系法', 'linen', '织女小满'],
  ['香薰与旧物 慢直播', 'home', '小海'],
  ['早餐桌上的蜂蜜', 'pantry', '养蜂人阿力'],
  ['第一把壶怎么挑', 'tea', '阿茶'],
  ['青釉是怎么烧成的', 'ceramics', '景德镇老周'],
  ['水蜜桃专场 冷链直达', 'fruit', '果农陈姐'],
  FIRST_BROADCAST_TITLE,
]
