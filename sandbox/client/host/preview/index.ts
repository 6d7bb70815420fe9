import { byId, createElement } from '../dom'
import type { Effect } from '../sim'
import { PhoneFrame, type PluginCall } from './phone-frame'
import { coldUrl, entryOptions, type EntryOption } from './entry-options'
import {
  nextActText,
  NO_ROOMS,
  readBuildId,
  readRooms,
  readState,
  timeText,
  sendClockCommand,
  worldTimeText,
  type ClockCommand,
  type SandboxState,
} from './state'

const REFRESH_MS = 1000
const REFRESHES_PER_ROOM_LIST = 15
const MAX_LINES = 50

/** The panel beside the phone: entries, world clock, settings, and the app's calls and logs. */
class Panel {
  private readonly phone = new PhoneFrame(() => this.refresh())
  private rooms = NO_ROOMS
  private starts = 0
  private refreshes = 0
  private drawnEntries = ''
  private buildId: string | null = null

  start(): void {
    for (const button of document.querySelectorAll<HTMLElement>('[data-advance]'))
      button.addEventListener('click', () =>
        this.sendClock({ advanceMs: Number(button.dataset['advance']) }),
      )
    byId('next-act').addEventListener('click', () => this.sendClock({ nextAct: true }))
    byId('background').addEventListener('click', () => this.phone.sim?.background())
    byId('foreground').addEventListener('click', () => this.phone.sim?.foreground())
    onChoice('speed', (value) => this.sendClock({ speed: Number(value) }))
    onChoice('width', (value) => this.phone.setWidth(value))
    watchLanguage((code) => this.phone.setting('lang', code))
    onChoice('font', (value) => this.phone.setting('font', value))
    onChoice('order', (value) => this.phone.setting('order', value))
    onChoice('theme', (value) => {
      this.phone.setTheme(value === 'light' || value === 'dark' ? value : null)
    })
    window.setInterval(() => this.refresh(), REFRESH_MS)
    this.refresh()
  }

  /** Once a second: reads the sandbox's state, then updates the panel. */
  private refresh(): void {
    void readState().then(
      (world) => this.showState(world),
      () => this.showState(null),
    )
    void readBuildId().then((id) => {
      if (id !== null && this.buildId !== null && id !== this.buildId) this.phone.reload()
      this.buildId = id ?? this.buildId
    })
    if (this.refreshes++ % REFRESHES_PER_ROOM_LIST === 0) this.findRooms()
    this.drawPhone()
  }

  private sendClock(order: ClockCommand): void {
    void sendClockCommand(order).then(
      (world) => {
        this.showState(world)
        this.findRooms()
      },
      () => this.showState(null),
    )
  }

  private findRooms(): void {
    void readRooms()
      .catch(() => NO_ROOMS) // the back end does not answer: entries to a room are disabled
      .then((rooms) => {
        this.rooms = rooms
        this.drawPhone()
      })
  }

  private showState(world: SandboxState | null): void {
    if (world === null) {
      byId('act-now').textContent = '沙箱没有响应'
      byId('act-next').textContent = '请用 npm start 启动沙箱'
      return
    }
    this.phone.sim?.setClock(world.clock)
    byId('world-time').textContent = worldTimeText(world.clock)
    setText('act-now', world.act.name)
    byId('act-next').textContent = nextActText(world)
    choose('speed', String(world.clock.speed))
  }

  private drawPhone(): void {
    const { sim, plugin } = this.phone
    this.drawEntries()
    byId('background').toggleAttribute('disabled', sim?.isInForeground === false)
    byId('foreground').toggleAttribute('disabled', sim?.isInForeground !== false)
    setText('route', sim?.stack().at(-1) ?? '')
    if (sim !== null) choose('order', sim.callbackOrder)
    const errors = sim?.errors ?? []
    setCount('error-count', errors.length, errors.length > 0)
    setLines('errors', errors, (message) => [message], '没有错误')
    const lines = (sim?.effects ?? []).filter(({ name }) => name === 'realtimeLog').map(lineOf)
    setCount('log-count', lines.length, lines.length > 0)
    setLines('app-log', lines, (line) => [line], '没有日志')
    const calls = plugin?.calls ?? []
    setCount(
      'call-count',
      calls.length,
      calls.some(({ tooSoon }) => tooSoon === true),
    )
    setLines('calls', calls, drawCall, '还没有调用')
  }

  /** Redraws only after a change, so that a button under the pointer is not replaced. */
  private drawEntries(): void {
    const { firstPage, plugin } = this.phone
    const ways = entryOptions({
      firstPage,
      liveRoom: this.rooms.live,
      hasChannels: this.rooms.hasChannels,
      qrLinkPrefix: this.phone.qrLinkPrefix,
      lastShare: plugin?.lastShare ?? null,
      lastReminder: plugin?.lastReminder ?? null,
    })
    const drawing = JSON.stringify(ways)
    if (drawing === this.drawnEntries) return
    this.drawnEntries = drawing
    byId('entries').replaceChildren(
      ...ways.map((way) =>
        createElement(
          'li',
          {},
          createElement(
            'button',
            { class: 'entry', disabled: way.entry === null, onclick: () => this.enter(way) },
            createElement('span', { class: 'entry__scene' }, String(way.scene)),
            createElement('span', { class: 'entry__name' }, way.name),
            createElement('span', { class: 'entry__what' }, way.description),
          ),
        ),
      ),
    )
  }

  private enter({ entry }: EntryOption): void {
    if (entry === null) return
    const start = document.querySelector<HTMLInputElement>('input[name="start"]:checked')?.value
    if (start === 'warm') this.phone.sim?.enter(entry)
    else this.phone.start(coldUrl(entry, ++this.starts))
    this.drawPhone()
  }
}

/** One line of wx.getRealtimeLogManager. */
function lineOf({ options }: Effect): string {
  return typeof options === 'object' && options !== null && 'text' in options
    ? String(options.text)
    : ''
}

function drawCall({ name, options, atMs, tooSoon }: PluginCall): (Node | string)[] {
  const mark = tooSoon === true ? ' 调用过于频繁' : ''
  return [
    createElement('time', {}, timeText(atMs)),
    createElement(
      'code',
      {},
      `${name}(${options === undefined ? '' : JSON.stringify(options)})${mark}`,
    ),
  ]
}

function onChoice(name: string, listener: (value: string) => void): void {
  for (const input of document.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`))
    input.addEventListener('change', () => listener(input.value))
}

/** The listed languages, or any other language code of WeChat. */
function watchLanguage(listener: (code: string) => void): void {
  const other = document.querySelector<HTMLInputElement>('#language-code')
  onChoice('language', (code) => {
    if (other !== null) other.value = ''
    listener(code)
  })
  other?.addEventListener('change', () => {
    const code = other.value.trim()
    if (code === '') return
    for (const input of document.querySelectorAll<HTMLInputElement>('input[name="language"]'))
      input.checked = false
    listener(code)
  })
}

/** Selects the current value, if the panel has this option. */
function choose(name: string, value: string): void {
  const input = document.querySelector<HTMLInputElement>(`input[name="${name}"][value="${value}"]`)
  if (input !== null) input.checked = true
}

/** Does not write an equal text: a screen reader would read the live region again. */
function setText(id: string, text: string): void {
  if (byId(id).textContent !== text) byId(id).textContent = text
}

function setCount(id: string, count: number, isAlarm: boolean): void {
  setText(id, String(count))
  byId(id).dataset['alarm'] = String(isAlarm)
}

/** Newest line first. */
function setLines<T>(
  id: string,
  items: readonly T[],
  draw: (item: T) => (Node | string)[],
  none: string,
): void {
  const list = byId(id)
  if (list.dataset['count'] === String(items.length)) return
  list.dataset['count'] = String(items.length)
  const lines = items.slice(-MAX_LINES).reverse()
  list.replaceChildren(
    ...(lines.length === 0
      ? [createElement('li', { 'data-empty': true }, none)]
      : lines.map((item) => createElement('li', {}, ...draw(item)))),
  )
}

new Panel().start()
