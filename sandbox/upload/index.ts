import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { makeCertificates, makeKey } from './certificates'
import type { UploadContext } from './endpoints'
import { startProxy } from './proxy'
import type { Account } from './rules'
import { isVersion } from './rules'
import type { CallLog } from './service'
import { serviceOf } from './service'
import { createSignatures } from './signature'
import { createSourceMaps } from './source-maps'
import type { UploadCall, UploadFault, UploadStandIn, UploadStandInOptions } from './stand-in'

export { LIVE_PROVIDER, LIVE_VERSIONS } from './rules'
export type {
  Signature,
  UploadCall,
  UploadFault,
  UploadPath,
  UploadStandIn,
  UploadStandInOptions,
} from './stand-in'

export const TEMP_PREFIX = 'live-shop-upload-sandbox-'

const HOST = 'servicewechat.com'

/**
 * Starts WeChat's upload service on loopback. The uploading process needs HTTPS_PROXY set to `proxyUrl` and
 * NODE_EXTRA_CA_CERTS set to `caFile` before it starts.
 * @throws if the port is in use, or minPluginVersion is not a version
 * @example
 * const wechat = await startUploadStandIn({ appid: 'wx0000000000000001', livePlugin: 'denied' })
 * // … run an upload; wechat.calls has its calls
 * await wechat.close()
 */
export async function startUploadStandIn(options: UploadStandInOptions): Promise<UploadStandIn> {
  const { appid, port = 0, validity, onUntrusted = () => undefined } = options
  const account = accountOf(options)
  const [uploadKey, certificates] = await Promise.all([makeKey(), makeCertificates(HOST, validity)])
  const calls: UploadCall[] = []
  const reports: string[] = []
  const refused: string[] = []
  let fault: UploadFault | null = null
  const world: UploadContext = {
    appid,
    account,
    signatures: createSignatures(appid, uploadKey),
    sourceMaps: createSourceMaps(),
    fault: () => fault,
  }
  const folder = mkdtempSync(path.join(tmpdir(), TEMP_PREFIX))
  const removeFolder = () => rmSync(folder, { recursive: true, force: true })
  const write = (name: string, content: string): string => {
    const file = path.join(folder, name)
    writeFileSync(file, content, { mode: 0o600 })
    return file
  }
  try {
    const caFile = write('ca.pem', certificates.ca)
    const uploadKeyFile = write('upload.key', uploadKey)
    const proxy = await startProxy({
      target: `${HOST}:443`,
      key: certificates.key,
      cert: certificates.cert,
      port,
      serve: serviceOf(world, recordsOf(calls, reports, options.onCall)),
      onRefused: (target) => refused.push(target),
      onUntrusted,
    })
    return {
      proxyUrl: proxy.url,
      caFile,
      uploadKey,
      uploadKeyFile,
      calls,
      reports,
      refused,
      fault: (next) => void (fault = next),
      async close() {
        removeFolder()
        await proxy.close()
      },
    }
  } catch (error) {
    removeFolder()
    throw error
  }
}

function accountOf({ livePlugin = 'permitted', minPluginVersion }: UploadStandInOptions): Account {
  const least = minPluginVersion ?? '1.2.0'
  if (!isVersion(least)) {
    throw new RangeError(`minPluginVersion must be x.y.z, got "${least}"`)
  }
  return { livePlugin, otherPlugins: 'added', minPluginVersion: least, deniedCode: 80082 }
}

function recordsOf(
  calls: UploadCall[],
  reports: string[],
  onCall: (call: UploadCall) => void = () => undefined,
): CallLog {
  return {
    report: (body) => reports.push(body),
    call(seen) {
      const at = calls.push({ ...seen, signature: 'none', status: null, answer: null }) - 1
      return (ended) => {
        const call = { ...seen, ...ended }
        calls[at] = call
        onCall(call)
      }
    },
  }
}
