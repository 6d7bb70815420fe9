import type { ChannelsPage, ChannelsDestination } from '../../../shared/channels'
import { createElement } from '../dom'

const KINDS: Readonly<Record<ChannelsPage['kind'], string>> = {
  room: '直播中',
  end: '直播已结束',
  replay: '直播回放',
}

/** A page of Channels, drawn by WeChat, not by the app. `data-channels` is its kind. */
export function drawChannelsPage(place: ChannelsDestination, back: () => void): HTMLElement {
  const { nickname, headUrl, coverUrl, finderUserName, leadsTo } = place
  const { kind, feedId, description } = leadsTo
  return createElement(
    'section',
    {
      class: 'overlay channels',
      role: 'region',
      'aria-label': `视频号：${nickname}`,
      'data-channels': kind,
      'data-account': finderUserName,
      'data-feed': feedId,
    },
    createElement('img', { class: 'channels__cover', src: coverUrl, alt: '' }),
    createElement(
      'header',
      { class: 'channels__bar' },
      createElement('button', { class: 'channels__back', onclick: back }, '‹ 返回小程序'),
      createElement('span', {}, '微信视频号'),
    ),
    createElement(
      'div',
      { class: 'channels__body' },
      createElement('img', { class: 'channels__head', src: headUrl, alt: '' }),
      createElement('b', { class: 'channels__name' }, nickname),
      createElement('strong', { class: 'channels__state' }, KINDS[kind]),
      createElement(
        'p',
        { class: 'channels__text' },
        description === '' ? '还没有直播过' : description,
      ),
      createElement('small', {}, '沙箱模拟的微信页面'),
    ),
  )
}

/** The text on the cover of `<channel-live>`. WeChat's own texts are unknown. */
export function stateText({ status, replayStatus }: ChannelsDestination): string {
  const REPLAYS: Readonly<Record<number, string>> = { 1: '回放', 3: '回放生成中', 6: '回放已过期' }
  const ended = REPLAYS[replayStatus] ?? '直播已结束'
  const texts: Readonly<Record<number, string>> = {
    1: '未开播',
    2: '直播中',
    3: ended,
    4: '准备中',
  }
  return texts[status] ?? '视频号直播'
}
