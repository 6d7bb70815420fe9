import { parseArgs } from 'node:util'
import { SANDBOX_ACCOUNT } from '../api/account'
import { innerRefusal } from './answers'
import { isVersion } from './rules'
import type { UploadFault, UploadStandInOptions } from './stand-in'

/** Values of --fault. 203.0.113.7 is an address reserved for documentation. */
const FAULTS: ReadonlyMap<string, UploadFault> = new Map<string, UploadFault>(
  Object.entries({
    'ip-refused': { kind: 'ip-refused', ip: '203.0.113.7' },
    'plugin-denied': { kind: 'plugin-denied', code: 80082 },
    'plugin-not-added': { kind: 'plugin-not-added' },
    hangs: { kind: 'hangs', path: '/wxa/ci/upload' },
    junk: { kind: 'junk', path: '/wxa/ci/upload' },
    drops: { kind: 'drops', path: '/wxa/ci/upload' },
    'plugin-info-missing': { kind: 'plugin-info-missing' },
    'sizes-differ': { kind: 'sizes-differ', bytes: 1024 },
    'no-qrcode': { kind: 'no-qrcode' },
    'script-refused': { kind: 'script-refused' },
    'file-not-found': inner(800059, 'error: iconPath=images/home.png, file not found'),
    'app-json-refused': inner(80058, 'desc of scope.userLocation is empty'),
    'location-not-granted': inner(-80424, 'error: [getLocation] is not authorized'),
    'wrong-key': { kind: 'package-refused', errMsg: 'get new ticket fail: innerCode: -80002' },
  }),
)

function inner(code: number, text: string): UploadFault {
  return { kind: 'package-refused', errMsg: innerRefusal(code, text).errMsg }
}

export const HELP = `Runs a stand-in for WeChat's upload service on loopback, to try npm run upload, preview and
sourcemap without an account. Prints the variables to set in another terminal, then every call. Ctrl-C ends it.

  node --import tsx sandbox/upload/main.ts [options]

  --appid ID                the only accepted mini-program (default ${SANDBOX_ACCOUNT.appid})
  --port N                  port of the proxy, 0: any free port (default 0)
  --live-plugin denied      an account without the live function: 80082 if the plugin is declared
  --min-plugin-version V    the oldest accepted version of the plugin (default 1.2.0)
  --fault KIND              ${faultLines()}
  --help                    show this text
`

function faultLines(): string {
  const names = [...FAULTS.keys()]
  const lines = [names.slice(0, 5), names.slice(5, 9), names.slice(9, 12), names.slice(12)]
  return lines.map((line) => line.join(', ')).join(',\n                            ')
}

export interface Settings {
  readonly options: UploadStandInOptions
  readonly fault: UploadFault | null
}

/** @throws TypeError or RangeError with a message for the user */
export function readSettings(args: readonly string[]): Settings | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      appid: { type: 'string', default: SANDBOX_ACCOUNT.appid },
      port: { type: 'string', default: '0' },
      'live-plugin': { type: 'string', default: 'permitted' },
      'min-plugin-version': { type: 'string' },
      fault: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  const least = values['min-plugin-version']
  return {
    options: {
      appid: values.appid,
      port: portOf(values.port),
      livePlugin: permissionOf(values['live-plugin']),
      ...(least === undefined ? {} : { minPluginVersion: versionOf(least) }),
    },
    fault: values.fault === undefined ? null : faultOf(values.fault),
  }
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new RangeError(`--port must be a whole number from 0 to 65535, got "${text}"`)
}

function permissionOf(text: string): 'permitted' | 'denied' {
  if (text === 'permitted' || text === 'denied') return text
  throw new RangeError(`--live-plugin must be permitted or denied, got "${text}"`)
}

function versionOf(text: string): string {
  if (isVersion(text)) return text
  throw new RangeError(`--min-plugin-version must be x.y.z, got "${text}"`)
}

function faultOf(text: string): UploadFault {
  const found = FAULTS.get(text)
  if (found !== undefined) return found
  const names = [...FAULTS.keys()].join(', ')
  throw new RangeError(`--fault must be one of ${names}; got "${text}"`)
}
