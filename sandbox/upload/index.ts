import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { makeCertificates, makeKey } from './certificates'
import type { UploadWorld } from './endpoints'
import { startProxy } from './proxy'
import type { Records } from './service'
import { serviceOf } from './service'
import { createSignatures } from './signature'
import { createSourceMaps } from './source-maps'
import type { UploadCall, UploadFault, UploadStandIn, UploadStandInOptions } from './stand-in'

export { LIVE_PROVIDER, LIVE_VERSIONS } from './rules'
export type {
  Signature,
  UploadCall,
  UploadFault,
  UploadStandIn,
  UploadStandInOptions,
} from './stand-in'

export const TEMP_PREFIX = 'live-shop-upload-sandbox-'

const HOST = 'servicewechat.com'

/**
 * Starts WeChat's upload service on loopback. Whoever uploads needs no switch for it: HTTPS_PROXY is set to
 * `proxyUrl`, NODE_EXTRA_CA_CERTS to `caFile`, both before the process starts.
 * @throws when the port is taken
 * @example
 * const wechat = await startUploadStandIn({ appid: 'wx0000000000000001', livePlugin: 'denied' })
 * // … run an upload; wechat.calls tells what came
 * await wechat.close()
 */
export async function startUploadStandIn(options: UploadStandInOptions): Promise<UploadStandIn> {
  const { appid, port = 0, now = () => new Date(), onDistrust = () => undefined } = options
  const [uploadKey, certificates] = await Promise.all([makeKey(), makeCertificates(HOST, now())])
  const calls: UploadCall[] = []
  const reports: string[] = []
  const refused: string[] = []
  let fault: UploadFault | null = null
  const world: UploadWorld = {
    appid,
    account: {
      livePlugin: options.livePlugin ?? 'permitted',
      minPluginVersion: options.minPluginVersion ?? '1.2.0',
      deniedCode: 80082,
    },
    signatures: createSignatures(appid, uploadKey),
    sourceMaps: createSourceMaps(),
    fault: () => fault,
  }
  const proxy = await startProxy({
    target: `${HOST}:443`,
    key: certificates.key,
    cert: certificates.cert,
    port,
    serve: serviceOf(world, recordsOf(calls, reports, options.onCall)),
    onRefused: (target) => refused.push(target),
    onDistrust,
  })
  const folder = mkdtempSync(path.join(tmpdir(), TEMP_PREFIX))
  const write = (name: string, content: string): string => {
    const file = path.join(folder, name)
    writeFileSync(file, content, { mode: 0o600 })
    return file
  }
  return {
    proxyUrl: proxy.url,
    caFile: write('ca.pem', certificates.ca),
    uploadKey,
    uploadKeyFile: write('upload.key', uploadKey),
    calls,
    reports,
    refused,
    fault(next) {
      fault = next
    },
    async close() {
      rmSync(folder, { recursive: true, force: true })
      await proxy.close()
    },
  }
}

function recordsOf(
  calls: UploadCall[],
  reports: string[],
  onCall: (call: UploadCall) => void = () => undefined,
): Records {
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
