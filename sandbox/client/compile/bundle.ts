import type { CompiledSpace } from './code-space'
import type { WxNames } from './wx-names'

/** Clock and timers in world time, passed in by the host. */
export const CLOCK_GLOBALS = [
  'Date',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
] as const

/** Globals that WeChat provides to the modules of an app or plugin. */
export const WECHAT_GLOBALS = [
  'wx',
  'App',
  'Page',
  'Component',
  'Behavior',
  'getApp',
  'getCurrentPages',
] as const

/** Browser globals that WeChat's JavaScript engine lacks: they are undefined in app code. */
export const ABSENT_IN_WECHAT = (
  'window document fetch localStorage sessionStorage indexedDB XMLHttpRequest WebSocket EventSource ' +
  'process self top parent location history navigator alert performance requestAnimationFrame ' +
  'cancelAnimationFrame queueMicrotask structuredClone URL URLSearchParams AbortController Headers ' +
  'Request Response Blob FormData TextEncoder TextDecoder btoa atob Image MutationObserver'
).split(' ')

/** Names in compiled templates that the host defines. */
const TEMPLATE_GLOBALS = ['getRegExp', 'getDate', '$aria']

export interface BundleSource {
  readonly builtins: CompiledSpace
  readonly app: CompiledSpace
  readonly plugins: readonly CompiledSpace[]
  readonly wxNames: WxNames
}

/**
 * Writes one classic script, because module scripts do not load from `file://`. Each space is a function of
 * the globals of its modules, so that shadowing does not conflict with their declarations.
 */
export function emitBundle({ builtins, app, plugins, wxNames }: BundleSource): string {
  const all = [...WECHAT_GLOBALS, ...CLOCK_GLOBALS]
  return (
    `window.__miniProgram = {\n` +
    `wxNames: ${JSON.stringify(wxNames)},\n` +
    `builtins: ${emitSpace(builtins, ['Component', 'Behavior', 'host'])},\n` +
    `app: ${emitSpace(app, [...all, ...ABSENT_IN_WECHAT])},\n` +
    `plugins: [${plugins.map((plugin) => emitSpace(plugin, all)).join(',\n')}]\n};\n`
  )
}

function emitSpace(space: CompiledSpace, globals: readonly string[]): string {
  const modules = Object.entries(space.modules).map(
    ([name, code]) =>
      `${JSON.stringify(name)}: function (require, module, exports, requirePlugin) {\n${code}\n}`,
  )
  return (
    `{ id: ${JSON.stringify(space.id)}, configs: ${JSON.stringify(space.configs)}, ` +
    `styles: ${JSON.stringify(space.styles)}, scopes: ${JSON.stringify(space.scopes)}, ` +
    `globals: ${JSON.stringify(globals)},\n` +
    `templates: function (${TEMPLATE_GLOBALS.join(', ')}) { return ${space.templates} },\n` +
    `modules: function (${globals.join(', ')}) { return {\n${modules.join(',\n')}\n} } }`
  )
}
