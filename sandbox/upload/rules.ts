import type { Answer } from './answers'
import { innerRefusal, refuse } from './answers'
import type { AppPackage, DeclaredPlugin } from './app-package'
import { WHOLE_APP, MAIN_PACKAGE } from './app-package'

/** The account's settings that decide whether a package is accepted. */
export interface Account {
  readonly livePlugin: 'permitted' | 'denied'
  readonly minPluginVersion: string
  /** Whether the other plugins were added to the account at mp.weixin.qq.com. */
  readonly otherPlugins: 'added' | 'not-added'
  /** Error code for a plugin that is not permitted: 80082 inside an inner error, or -80082 directly. */
  readonly deniedCode: 80082 | -80082
}

export const LIVE_PROVIDER = 'wx2b03c6e691cd7370'

/** All reported versions of live-player-plugin. No API lists them. */
export const LIVE_VERSIONS = [
  ...['1.0.0', '1.0.1', '1.0.2', '1.0.3', '1.1.4', '1.1.10'],
  ...['1.2.0', '1.2.6', '1.2.10', '1.3.0', '1.3.1', '1.3.2', '1.3.4', '1.3.5'],
] as const

const KB = 1024
const PACKAGE_LIMIT_KB = 2048
const TOTAL_LIMIT_KB = 20 * 1024

/** The error answer for a package, or null if WeChat accepts it. */
export function checkPackage(app: AppPackage, account: Account): Answer | null {
  return (
    tooLarge(app.sizes) ??
    declaredTwice(app.plugins) ??
    notAdded(app.plugins, account) ??
    livePlugin(app.plugins, account)
  )
}

/** The text for the main package is WeChat's (uni-halo#36, NervJS/taro#13750); the others follow it. */
function tooLarge(sizes: AppPackage['sizes']): Answer | null {
  for (const [name, bytes] of Object.entries(sizes)) {
    const limitKb = name === WHOLE_APP ? TOTAL_LIMIT_KB : PACKAGE_LIMIT_KB
    if (bytes <= limitKb * KB) continue
    const what =
      name === MAIN_PACKAGE ? 'main package ' : name === WHOLE_APP ? '' : `subpackage ${name} `
    const size = `${Math.ceil(bytes / KB)}KB`
    return innerRefusal(80200, `${what}source size ${size} exceed max limit ${limitKb}KB`)
  }
  return null
}

/** Forbidden by framework/plugin/using. WeChat's error text and the step that reports it are unknown. */
function declaredTwice(plugins: readonly DeclaredPlugin[]): Answer | null {
  for (const { provider } of plugins) {
    const homes = plugins
      .filter((other) => other.provider === provider)
      .map(({ declaredIn }) => declaredIn)
    if (homes.length > 1) {
      return refuse(`plugin(id: ${provider}) is declared twice: by ${homes.join(' and ')}`)
    }
  }
  return null
}

/** @see minigame-unity-webgl-transform#329, minigame-tuanjie-transform-sdk#32 */
function notAdded(plugins: readonly DeclaredPlugin[], account: Account): Answer | null {
  const other = plugins.find(({ provider }) => provider !== LIVE_PROVIDER)
  return other === undefined || account.otherPlugins === 'added' ? null : denied(other, account)
}

function denied({ provider, version }: DeclaredPlugin, { deniedCode }: Account): Answer {
  const text = `get plugin(id: ${provider}, version: ${version}) failed, permission deny`
  return deniedCode === 80082 ? innerRefusal(80082, text) : refuse(text, -80082)
}

function livePlugin(plugins: readonly DeclaredPlugin[], account: Account): Answer | null {
  const live = plugins.find(({ provider }) => provider === LIVE_PROVIDER)
  if (live === undefined) return null // every account may upload it
  if (account.livePlugin === 'denied') return denied(live, account)
  const { alias, version } = live
  const least = account.minPluginVersion
  if (isVersion(version) && isOlder(version, least)) {
    // fecshop/wx_micro_program#3
    return refuse(
      `非法的插件版本,plugin[${alias}] require minimum version[${least}] and your version[${version}]`,
    )
  }
  const known: readonly string[] = [...LIVE_VERSIONS, least] // the minimum version exists
  return known.includes(version) ? null : refuse('插件版本不存在')
}

export function isVersion(text: string): boolean {
  return /^\d+\.\d+\.\d+$/.test(text)
}

function isOlder(version: string, than: string): boolean {
  const wanted = than.split('.').map(Number)
  const steps = version.split('.').map((part, at) => Number(part) - (wanted[at] ?? 0))
  return (steps.find((step) => step !== 0) ?? 0) < 0
}
