import { startWorldClock } from '../../shared/world-clock'
import { AppEvents, AppLifecycle } from './app'
import { PhoneBackend } from './backend'
import { hasTag } from './base-library'
import type { MiniProgramBundle } from './bundle'
import { Chrome } from './chrome'
import { WorldTimers } from './clock'
import { byId } from './dom'
import { startEngine } from './engine'
import { readEntry } from './entry'
import { showErrors } from './error-panel'
import { ErrorLog } from './errors'
import { dropGhostClicks, LongPress, watchGestures } from './gestures'
import { Overlays } from './overlays'
import { Packages } from './packages'
import { PageView } from './page-view'
import { Program } from './program'
import { Router } from './router'
import { Session } from './session'
import { ShareSheet } from './share'
import type { Effect } from './sim'
import { Taps } from './taps'
import { ThemeSwitch, type Theme } from './theme'
import { UpdateLog } from './update-log'
import { watchNetwork } from './wx/lifecycle'
import { readDevice, type Phone } from './wx/phone'

/** Starts the phone: creates all parts once and connects them. */
function boot(bundle: MiniProgramBundle): void {
  const errors = new ErrorLog()
  showErrors(byId('phone'), errors)
  const events = new AppEvents(errors)
  const app = new AppLifecycle(errors, events)
  const failed = (error: unknown) => app.failed(error)
  window.addEventListener('error', (event) => {
    event.preventDefault()
    failed(event.error ?? event.message)
  })
  window.addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    app.rejected(event.reason, event.promise)
  })
  events.on('callbackError', failed)

  const { app: appConfig } = bundle.app.configs
  if (appConfig === undefined) throw new Error('app.json is missing') // already reported by the compiler
  const packages = new Packages(appConfig)
  const theme = new ThemeSwitch(packages.config.darkmode === true, themeVariables(bundle, packages))
  const timers = new WorldTimers(
    window.__worldClock ?? startWorldClock(Date.now()),
    realClock(),
    failed,
  )
  const warn = (message: string) => errors.warn(message)
  const declared = declaredTags(bundle)
  const device = readDevice(
    new URLSearchParams(window.location.search),
    window.__callbackOrder ?? 'success-first',
  )
  const isBuiltin = (tag: string) =>
    bundle.builtins.configs[tag] !== undefined && hasTag(device.baseLibrary, tag)
  const backend = new PhoneBackend(isBuiltin, (tag) => declared.has(tag), warn)
  const taps = new Taps()
  const engine = startEngine(backend, failed, warn, new LongPress(byId('pages')).mayTap, taps)
  const overlays = new Overlays(byId('overlays'))
  const effects: Effect[] = []
  const updateLog = new UpdateLog()

  const router: Router = new Router({
    locate: (url, from) => program.locate(url, from?.location ?? null),
    open: (location, channel) =>
      new PageView(
        location,
        {
          associated: engine.associated,
          backend,
          failed,
          windowConfig: packages.config.window ?? {},
          parent: byId('pages'),
          onSetData: (route, changes) => updateLog.note(route, changes),
          callbackOrder: device.callbackOrder,
        },
        channel,
      ),
    isTab: (route) => packages.isTab(route),
    changed: () => chrome.update(),
  })
  const chrome: Chrome = new Chrome(packages, theme, {
    top: () => router.top,
    depth: () => router.stack.length,
    back: () => router.navigateBack(),
    home: () => router.reLaunch(`/${packages.firstPage}`),
    menu: () => void session.openMenu(),
    close: () => session.background(),
    switchTab: (route) => router.switchTab(`/${route}`),
    worldNowMs: () => timers.nowMs(),
  })
  const share = new ShareSheet(
    overlays,
    () => packages.config.window?.navigationBarTitleText ?? '小程序',
  )
  const phone: Phone = {
    router,
    packages,
    chrome,
    overlays,
    share,
    theme,
    events,
    errors,
    device,
    taps,
    leaveFor: (draw) => session.leaveFor(draw),
    launchOptions: () => session.launchOptions,
    enterOptions: () => session.enterOptions,
    requestOrigins: () => program.requestOrigins(),
    isBuiltin,
    record: (name, options) => effects.push({ name, options }),
  }
  const session: Session = new Session(
    readEntry(new URL(window.location.href), packages.firstPage),
    phone,
    app,
  )
  const program: Program = new Program({ bundle, engine, backend, timers, app, phone: () => phone })

  program.plugins.failing = new URLSearchParams(window.location.search).has('failPlugin')
  window.__sim = session.sim(program, timers, effects, updateLog.updates)
  theme.onChange((now) => app.themeChanged(now))
  watchNetwork(phone)
  dropGhostClicks()
  watchGestures(
    byId('pages'),
    () => router.top,
    () => chrome.startPullDown(),
  )
  window.addEventListener('resize', () => router.top?.resized())
  try {
    program.main.requireApp()
  } catch (error) {
    failed(error) // a phone shows a blank page; the error panel shows the message
  }
  session.start()
  document.documentElement.dataset['ready'] = '1'
}

function realClock() {
  return {
    now: () => Date.now(),
    setTimeout: (task: () => void, delayMs: number) => window.setTimeout(task, delayMs),
    clearTimeout: (id: number) => window.clearTimeout(id),
  }
}

/** theme.json: the values of the `@name` variables by theme. */
function themeVariables(bundle: MiniProgramBundle, { config }: Packages) {
  const location = (config.themeLocation ?? 'theme.json').replace(/\.json$/, '')
  const file = bundle.app.configs[location] as
    Partial<Record<Theme, Record<string, string>>> | undefined
  return { light: file?.light ?? {}, dark: file?.dark ?? {} }
}

/** Tags declared in a JSON file. Other tags are reported as mistakes. */
function declaredTags({ app, builtins, plugins }: MiniProgramBundle): ReadonlySet<string> {
  const tags = new Set(['wx-page'])
  for (const { configs } of [app, builtins, ...plugins])
    for (const config of Object.values(configs)) {
      for (const tag of Object.keys(config.usingComponents ?? {})) tags.add(tag)
      for (const tag of Object.keys(config.componentGenerics ?? {})) tags.add(tag)
    }
  return tags
}

boot(window.__miniProgram)
