import { WxIntersectionObserver, type WatchOptions } from '../intersection'
import { currentPage, type Phone } from './phone'

interface VideoControls {
  play: () => void
  pause: () => void
  stop: () => void
  seek: (seconds: number) => void
  playbackRate: (rate: number) => void
  requestFullScreen: () => void
  exitFullScreen: () => void
}

/** Calls for rendered elements. */
export function elementApis(phone: Phone) {
  return {
    createSelectorQuery: () => {
      const create = currentPage(phone).instance['createSelectorQuery'] as () => unknown
      return Reflect.apply(create, currentPage(phone).instance, [])
    },
    createIntersectionObserver: (owner?: unknown, options?: WatchOptions) =>
      new WxIntersectionObserver(owner ?? currentPage(phone).instance, options),
    createVideoContext: (id: string, owner?: unknown) => videoContext(phone, id, owner),
    nextTick: (task: () => void) => queueMicrotask(task),
  }
}

function videoContext(phone: Phone, id: string, owner: unknown): VideoControls {
  const video = (): HTMLVideoElement | null => {
    const host = (owner as { _$?: { $$?: HTMLElement } } | undefined)?._$?.$$
    const scope = host ?? currentPage(phone).frame
    return scope.querySelector<HTMLVideoElement>(`wx-video#${CSS.escape(id)} video`)
  }
  return {
    play: () =>
      void video()
        ?.play()
        .catch(() => undefined), // the <video> emits its own error event
    pause: () => video()?.pause(),
    stop: () => {
      const found = video()
      if (found === null) return
      found.pause()
      found.currentTime = 0
    },
    seek: (seconds) => {
      const found = video()
      if (found !== null) found.currentTime = seconds
    },
    playbackRate: (rate) => {
      const found = video()
      if (found !== null) found.playbackRate = rate
    },
    requestFullScreen: () =>
      void video()
        ?.requestFullscreen()
        .catch(() => undefined),
    exitFullScreen: () => void document.exitFullscreen().catch(() => undefined),
  }
}
