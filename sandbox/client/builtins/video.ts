import { common } from './shared/common'
import { elementOf, engineOf } from './shared/element'

const VIDEOS = new WeakMap<object, HTMLVideoElement>()

/** Plays the formats of the browser: mp4. m3u8 causes the error event, except in Safari. */
Component({
  behaviors: [common],
  properties: {
    src: String,
    poster: String,
    title: String,
    autoplay: Boolean,
    loop: Boolean,
    muted: Boolean,
    controls: { type: Boolean, value: true },
    initialTime: { type: Number, value: 0 },
    objectFit: { type: String, value: 'contain' },
    direction: Number,
    duration: Number,
    showCenterPlayBtn: { type: Boolean, value: true },
    showPlayBtn: { type: Boolean, value: true },
    showFullscreenBtn: { type: Boolean, value: true },
    showProgress: { type: Boolean, value: true },
    showMuteBtn: Boolean,
    enableProgressGesture: { type: Boolean, value: true },
    enablePlayGesture: Boolean,
    vslideGesture: Boolean,
    vslideGestureInFullscreen: { type: Boolean, value: true },
    pageGesture: Boolean,
    autoPauseIfNavigate: { type: Boolean, value: true },
    autoPauseIfOpenNative: { type: Boolean, value: true },
    pictureInPictureMode: null,
    enableAutoRotation: Boolean,
    showScreenLockButton: Boolean,
    playBtnPosition: String,
    referrerPolicy: String,
  },
  observers: {
    'src, poster, controls, loop, muted, objectFit'() {
      this.draw()
    },
  },
  lifetimes: {
    attached() {
      const video = document.createElement('video')
      video.playsInline = true
      video.preload = 'metadata'
      VIDEOS.set(this, video)
      this.listen(video)
      elementOf(this).append(video)
      this.draw()
    },
    detached() {
      const video = VIDEOS.get(this)
      video?.pause()
      video?.removeAttribute('src')
      video?.load() // stops the download
    },
  },
  pageLifetimes: {
    hide() {
      if (this.data.autoPauseIfNavigate) VIDEOS.get(this)?.pause()
    },
  },
  methods: {
    listen(video: HTMLVideoElement) {
      const tell = (name: string, detail: () => Record<string, unknown> = () => ({})) => {
        return () => {
          this.triggerEvent(name, detail())
        }
      }
      const time = () => ({ currentTime: video.currentTime, duration: video.duration })
      video.addEventListener('play', tell('play'))
      video.addEventListener('pause', tell('pause'))
      video.addEventListener('ended', tell('ended'))
      video.addEventListener('timeupdate', tell('timeupdate', time))
      video.addEventListener('waiting', tell('waiting'))
      video.addEventListener(
        'seeked',
        tell('seekcomplete', () => ({ position: video.currentTime })),
      )
      video.addEventListener('progress', () => {
        const buffered =
          video.buffered.length > 0 ? video.buffered.end(video.buffered.length - 1) : 0
        this.triggerEvent('progress', { buffered: (100 * buffered) / (video.duration || 1) })
      })
      video.addEventListener('fullscreenchange', () => {
        this.triggerEvent('fullscreenchange', { fullScreen: document.fullscreenElement === video })
      })
      video.addEventListener('error', () => {
        this.triggerEvent('error', {
          errMsg: video.error?.message ?? 'MEDIA_ERR_SRC_NOT_SUPPORTED',
        })
      })
      video.addEventListener('loadedmetadata', () => {
        const { videoWidth: width, videoHeight: height, duration } = video
        if (this.data.initialTime > 0) video.currentTime = this.data.initialTime
        this.triggerEvent('loadedmetadata', { width, height, duration })
        if (this.data.autoplay) void video.play().catch(() => undefined) // a browser may require a tap first
      })
    },
    draw() {
      const video = VIDEOS.get(this)
      if (video === undefined) return
      const { src, poster, controls, loop, muted, objectFit } = this.data
      const resolve = (url: string) => host.resolveAsset(engineOf(this), url)
      if (src === '') video.removeAttribute('src')
      else if (video.getAttribute('src') !== resolve(src)) video.src = resolve(src)
      if (poster !== '') video.poster = resolve(poster)
      video.controls = controls
      video.loop = loop
      video.muted = muted
      video.style.objectFit = objectFit
    },
  },
})
