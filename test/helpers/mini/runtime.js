// What miniprogram-simulate lacks: App, Page, getApp, getCurrentPages, requirePlugin, storage, and
// answers to wx.request. Plain JavaScript with a .d.ts: it uses node modules without dragging
// @types/node into a program that holds app code (setInterval would return a Timeout there).
const path = require('path')

/** The source, or the folder of the flavour that is tested; see jest.config.js. */
const ROOT = globalThis.appRoot ?? path.resolve(__dirname, '../../../miniprogram')

function install({ wx = {} } = {}) {
  const phone = {
    plugin: null,
    respond: () => null,
    requests: [],
    navigations: [],
    toasts: [],
    titles: [],
    storage: new Map(),
    stack: [],
    appListeners: { show: [], hide: [] },
    app: {},
    calls: [],
    watched: [],
    themeListeners: [],
    headers: [],
    reset() {
      Object.assign(phone, {
        plugin: null,
        respond: () => null,
        stack: [{ route: 'pages/index/index' }],
        etag: '',
      })
      for (const list of [
        phone.requests,
        phone.navigations,
        phone.toasts,
        phone.titles,
        phone.calls,
        phone.watched,
        phone.themeListeners,
        phone.headers,
      ])
        list.length = 0
      phone.storage.clear()
      phone.host = { version: '8.0.50', SDKVersion: '3.5.8' }
    },
  }
  phone.reset()
  installGlobals(phone)
  globalThis.wx = { ...wxOf(phone), ...wx }
  return phone
}

function installGlobals(phone) {
  const missing = () => new Error('plugin live-player-plugin is not there')
  const requirePlugin = (_name, ok, fail) =>
    phone.plugin === null ? fail?.({ errMsg: missing().message }) : ok?.(pluginOf(phone))
  requirePlugin.async = () =>
    phone.plugin === null ? Promise.reject(missing()) : Promise.resolve(pluginOf(phone))
  Object.assign(globalThis, {
    getApp: () => phone.app,
    getCurrentPages: () => phone.stack,
    requirePlugin,
    App: (definition) => Object.assign(phone.app, definition),
    Page: (definition) => globalThis.Component(asComponent(definition)),
  })
}

/** The app loads the plugin once and keeps it; each test gives it other answers. */
function pluginOf(phone) {
  const ask = (name) => (options) =>
    phone.plugin?.[name]?.(options) ?? Promise.reject(new Error(`${name} is not answered`))
  const names = ['getLiveStatus', 'getSubscribeStatus', 'getOpenid', 'getShareParams']
  return Object.fromEntries(names.map((name) => [name, ask(name)]))
}

/** A Page written as the component that the engine knows; plain fields become its own members. */
function asComponent({ data = {}, behaviors = [], options = {}, ...rest }) {
  const entries = Object.entries(rest)
  const fields = entries.filter(([, value]) => typeof value !== 'function')
  refuseFunctions(data)
  return {
    options,
    behaviors,
    data,
    methods: Object.fromEntries(entries.filter(([, value]) => typeof value === 'function')),
    lifetimes: {
      created() {
        Object.assign(this, Object.fromEntries(fields))
        const setData = this.setData
        this.setData = (changes, done) => {
          refuseFunctions(changes)
          setData.call(this, changes, done)
        }
      },
    },
  }
}

/** WeChat drops them on the way to the screen, without a word. */
function refuseFunctions(value, path = 'data') {
  if (typeof value === 'function') throw new Error(`${path} is a function`)
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) refuseFunctions(inner, `${path}.${key}`)
}

function wxOf(phone) {
  const navigate = (kind) => (options) =>
    settle(options, () => phone.navigations.push({ kind, ...plain(options) }))
  const record = (name) => (options) =>
    settle(options, () => phone.calls.push({ name, ...plain(options) }))
  const listen = (list) => ({
    on: (f) => list.push(f),
    off: (f) => list.splice(list.indexOf(f), 1),
  })
  const [show, hide] = [listen(phone.appListeners.show), listen(phone.appListeners.hide)]
  return {
    request: (options) => request(phone, options),
    getStorageSync: (key) => phone.storage.get(key) ?? '',
    setStorageSync: (key, value) => phone.storage.set(key, JSON.parse(JSON.stringify(value))),
    removeStorageSync: (key) => phone.storage.delete(key),
    navigateTo: navigate('navigateTo'),
    redirectTo: navigate('redirectTo'),
    navigateBack: navigate('navigateBack'),
    reLaunch: navigate('reLaunch'),
    switchTab: navigate('switchTab'),
    showToast: (options) => settle(options, () => phone.toasts.push(options.title)),
    setNavigationBarTitle: (options) => settle(options, () => phone.titles.push(options.title)),
    setNavigationBarColor: record('setNavigationBarColor'),
    stopPullDownRefresh: record('stopPullDownRefresh'),
    showShareMenu: record('showShareMenu'),
    pageScrollTo: record('pageScrollTo'),
    updateWeChatApp: record('updateWeChatApp'),
    onAppShow: show.on,
    offAppShow: show.off,
    onAppHide: hide.on,
    offAppHide: hide.off,
    onThemeChange: (f) => phone.themeListeners.push(f),
    offThemeChange: (f) => phone.themeListeners.splice(phone.themeListeners.indexOf(f), 1),
    canIUse: () => true,
    nextTick: (run) => run(),
    getAppBaseInfo: () => ({ theme: 'light', ...phone.host }),
    getDeviceInfo: () => ({ platform: phone.host.platform ?? 'ios' }),
    getWindowInfo: () => ({ statusBarHeight: 44, windowWidth: 375, windowHeight: 812 }),
    getMenuButtonBoundingClientRect: () => ({
      top: 48,
      bottom: 80,
      height: 32,
      left: 278,
      right: 365,
      width: 87,
    }),
    getLaunchOptionsSync: () => ({ scene: 1001, query: {}, path: '' }),
    getEnterOptionsSync: () => ({ scene: 1001, query: {}, path: '' }),
    createIntersectionObserver: () => watcher(phone),
    createVideoContext: () => ({
      play: () => phone.calls.push({ name: 'video.play' }),
      pause: () => phone.calls.push({ name: 'video.pause' }),
    }),
  }
}

/** Tells nothing by itself: without a screen, a test says what is in sight; see drawn.ts. */
function watcher(phone) {
  const own = []
  const observer = {
    relativeToViewport: () => observer,
    relativeTo: () => observer,
    observe(selector, tell) {
      const watched = { selector, tell }
      own.push(watched)
      phone.watched.push(watched)
    },
    disconnect() {
      for (const one of own.splice(0)) phone.watched.splice(phone.watched.indexOf(one), 1)
    },
  }
  return observer
}

function plain(options = {}) {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => typeof value !== 'function'),
  )
}

function settle(options = {}, act) {
  act()
  options.success?.({ errMsg: 'ok' })
  options.complete?.({ errMsg: 'ok' })
  return Promise.resolve({ errMsg: 'ok' })
}

/** Answers come later, as they do on a phone: `respond` gives the body, a number (status) or null. */
function request(phone, options) {
  const asked = new URL(options.url)
  const wanted = asked.pathname.replace(/^.*\/api\/v1/, '') + asked.search
  phone.requests.push(wanted)
  phone.headers.push(options.header ?? {})
  let aborted = false
  Promise.resolve(phone.respond(wanted)).then((body) => {
    if (aborted) return
    if (body === null) options.fail?.({ errMsg: 'request:fail ' })
    else if (typeof body === 'number') options.success?.({ statusCode: body, data: {}, header: {} })
    else options.success?.({ statusCode: 200, data: body, header: { Etag: phone.etag } })
    options.complete?.({ errMsg: '' })
  })
  return { abort: () => (aborted = true), onHeadersReceived() {}, offHeadersReceived() {} }
}

function load(file) {
  return simulate().load(path.join(ROOT, file), path.basename(file), {
    rootPath: ROOT,
    compilerOptions: { maxBuffer: 64 << 20 },
  })
}

/** Stands in for a component that is not ours, such as the plugin's. */
function stub(definition) {
  return simulate().load(definition)
}

function render(id, properties) {
  const component = simulate().render(id, properties)
  const host = globalThis.document.createElement('div')
  globalThis.document.body.appendChild(host)
  component.attach(host)
  return component
}

/** Only after `install`: the globals must be there when simulate is first required. */
function simulate() {
  return require('miniprogram-simulate')
}

module.exports = { ROOT, install, load, render, stub }
