import { byId, make } from '../dom'
import type { Effect } from '../sim'
import { PhoneFrame, type PluginCall } from './phone-frame'
import { coldUrl, waysIn, type WayIn } from './ways-in'
import {
  nextActText,
  NO_ROOMS,
  readBuildId,
  readRooms,
  readWorld,
  timeText,
  turnClock,
  worldTimeText,
  type ClockOrder,
  type WorldState,
} from './world'

const LOOK_MS = 1000
const ROOMS_EVERY = 15
const MOST_LINES = 50

/** The panel beside the phone: entries, world clock, settings, and the app's calls and logs. */
class Panel {
  private readonly phone = new PhoneFrame(() => this.look())
  private rooms = NO_ROOMS
  private starts = 0
  private looks = 0
  private drawnWays = ''
  private buildId: string | null = null

  start(): void {
    for (const button of document.querySelectorAll<HTMLElement>('[data-advance]'))
      button.addEventListener('click', () =>
        this.order({ advanceMs: Number(button.dataset['advance']) }),
      )
    byId('next-act').addEventListener('click', () => this.order({ nextAct: true }))
    byId('background').addEventListener('click', () => this.phone.sim?.background())
    byId('foreground').addEventListener('click', () => this.phone.sim?.foreground())
    onChoice('speed', (value) => this.order({ speed: Number(value) }))
    onChoice('width', (value) => this.phone.setWidth(value))
    onChoice('language', (value) => this.phone.setting('lang', value))
    onChoice('font', (value) => this.phone.setting('font', value))
    onChoice('order', (value) => this.phone.setting('order', value))
    onChoice('theme', (value) => {
      this.phone.setTheme(value === 'light' || value === 'dark' ? value : null)
    })
    window.setInterval(() => this.look(), LOOK_MS)
    this.look()
  }

  /** Once a second: reads the sandbox's state, then updates the panel. */
  private look(): void {
    void readWorld().then(
      (world) => this.setWorld(world),
      () => this.setWorld(null),
    )
    void readBuildId().then((id) => {
      if (id !== null && this.buildId !== null && id !== this.buildId) this.phone.reload()
      this.buildId = id ?? this.buildId
    })
    if (this.looks++ % ROOMS_EVERY === 0) this.findRooms()
    this.drawPhone()
  }

  private order(order: ClockOrder): void {
    void turnClock(order).then(
      (world) => {
        this.setWorld(world)
        this.findRooms()
      },
      () => this.setWorld(null),
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

  private setWorld(world: WorldState | null): void {
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
    this.drawWays()
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
  private drawWays(): void {
    const { firstPage, plugin } = this.phone
    const ways = waysIn({
      firstPage,
      liveRoom: this.rooms.live,
      hasChannels: this.rooms.hasChannels,
      qrLinkPrefix: this.phone.qrLinkPrefix,
      lastShare: plugin?.lastShare ?? null,
      lastReminder: plugin?.lastReminder ?? null,
    })
    const drawing = JSON.stringify(ways)
    if (drawing === this.drawnWays) return
    this.drawnWays = drawing
    byId('entries').replaceChildren(
      ...ways.map((way) =>
        make(
          'li',
          {},
          make(
            'button',
            { class: 'entry', disabled: way.entry === null, onclick: () => this.enter(way) },
            make('span', { class: 'entry__scene' }, String(way.scene)),
            make('span', { class: 'entry__name' }, way.name),
            make('span', { class: 'entry__what' }, way.what),
          ),
        ),
      ),
    )
  }

  private enter({ entry }: WayIn): void {
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
    make('time', {}, timeText(atMs)),
    make('code', {}, `${name}(${options === undefined ? '' : JSON.stringify(options)})${mark}`),
  ]
}

function onChoice(name: string, listener: (value: string) => void): void {
  for (const input of document.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`))
    input.addEventListener('change', () => listener(input.value))
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
  const lines = items.slice(-MOST_LINES).reverse()
  list.replaceChildren(
    ...(lines.length === 0
      ? [make('li', { 'data-empty': true }, none)]
      : lines.map((item) => make('li', {}, ...draw(item)))),
  )
}

new Panel().start()
