import type { Answer } from './answers'
import { ok, refuse, scriptRefused } from './answers'
import type { AppPackage } from './app-package'
import { isSourceMap, openPackage } from './app-package'
import { field, parseJson, textField } from './json'
import { PREVIEW_QR } from './preview-qr'
import type { Account } from './rules'
import { checkPackage } from './rules'
import type { Signatures } from './signature'
import type { SourceMaps } from './source-maps'
import type { Signature, UploadFault, UploadPath } from './stand-in'
import { InvalidPackage } from './wxvpkg'

/** The state that the endpoints share: one account and its uploads. */
export interface UploadContext {
  readonly appid: string
  readonly account: Account
  readonly signatures: Signatures
  readonly sourceMaps: SourceMaps
  readonly fault: () => UploadFault | null
}

export interface Request {
  readonly query: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** The result of a call: its signature, its package and the answer. */
export interface Outcome {
  readonly answer: Answer
  readonly signature: Signature
  readonly app?: AppPackage
}

export interface Endpoint {
  readonly method: 'GET' | 'POST'
  answer(request: Request, world: UploadContext): Outcome
}

const ENDPOINTS: Readonly<Record<UploadPath, Endpoint>> = {
  '/wxa/ci/getrandstr': unsigned('POST', ({ body }, { appid, signatures }) =>
    textField(parseJson(body.toString('utf8')), 'appid') === appid
      ? ok({ data: { randomString: signatures.issue() } })
      : INVALID_APPID,
  ),
  '/wxa/ci/getwhiteextlist': unsigned('GET', () => ok({ data: {} })), // the client uses its built-in list
  '/wxa/ci/getattr': signed(() => ok({ data: ATTRIBUTES })),
  '/wxa/ci/upload': { method: 'POST', answer: (request, world) => receive(request, world, upload) },
  '/wxa/ci/testSourceURL': {
    method: 'POST',
    answer: (request, world) => receive(request, world, preview),
  },
  // above 5 MB the client asks for an object store; without one it sends the package here
  '/wxa/ci/getmulticosuploadinfo': signed(() => refuse('the sandbox has no object store')),
  '/wxa/ci/get_dev_sourcemap_info': signed((body, { sourceMaps }) => sourceMaps.info(body)),
  '/wxa/ci/get_dev_sourcemap': signed((body, { sourceMaps }) => sourceMaps.read(body)),
}

export function endpointOf(path: string): Endpoint | undefined {
  const known: Readonly<Record<string, Endpoint>> = ENDPOINTS
  return Object.hasOwn(known, path) ? known[path] : undefined
}

/** WeChat's texts for a wrong key and a wrong appid are unknown; these are ours. */
const INVALID_SIGNATURE = refuse('invalid signature')
const INVALID_APPID = refuse('invalid appid')

/** The limits of an ordinary mini-program. Sizes are in MB. */
const ATTRIBUTES = {
  platform: false,
  appType: 0,
  isSandbox: false,
  released: false,
  setting: {
    MaxCodeSize: 2,
    MaxSubpackageSubCodeSize: 2,
    MaxSubpackageFullCodeSize: 20,
    NavigateMiniprogramLimit: 10,
    MaxSubPackageLimit: 100,
    MinTabbarCount: 2,
    MaxTabbarCount: 5,
    MaxCustomTabbarCount: 10,
    MaxTabbarIconSize: 40,
  },
}

function unsigned(
  method: Endpoint['method'],
  answer: (request: Request, world: UploadContext) => Answer,
): Endpoint {
  return {
    method,
    answer: (request, world) => ({ answer: answer(request, world), signature: 'none' }),
  }
}

/** A call with the appid and the signature in its JSON body. */
function signed(answer: (body: unknown, world: UploadContext) => Answer): Endpoint {
  return {
    method: 'POST',
    answer(request, world) {
      const body = parseJson(request.body.toString('utf8'))
      const signature = world.signatures.check(field(body, 'signature'))
      const refusal = refuseCaller(textField(body, 'appid'), signature, world)
      return { answer: refusal ?? answer(body, world), signature }
    },
  }
}

function refuseCaller(appid: string, signature: Signature, world: UploadContext): Answer | null {
  if (appid !== world.appid) return INVALID_APPID
  return signature === 'valid' ? null : INVALID_SIGNATURE
}

function receive(
  { query, body }: Request,
  world: UploadContext,
  accept: (app: AppPackage, query: Request['query'], world: UploadContext) => object,
): Outcome {
  const app = open(body)
  if (app instanceof InvalidPackage) return { answer: refuse(app.message), signature: 'none' }
  const signature = world.signatures.check(app.signature)
  const answer =
    refuseCaller(query['appid'] ?? '', signature, world) ??
    checkPackage(app, effectiveAccount(world)) ??
    refusePackage(app, world.fault()) ??
    ok({ body: accept(app, query, world) })
  return { answer, signature, app }
}

function open(body: Buffer): AppPackage | InvalidPackage {
  try {
    return openPackage(body)
  } catch (error) {
    if (error instanceof InvalidPackage) return error
    throw error
  }
}

function refusePackage({ files }: AppPackage, fault: UploadFault | null): Answer | null {
  if (fault?.kind === 'package-refused') return refuse(fault.errMsg)
  if (fault?.kind !== 'script-refused') return null
  const script = [...files].find(([name]) => name.endsWith('.js'))
  return script === undefined ? null : scriptRefused(script[0], script[1].toString('utf8'))
}

function effectiveAccount({ account, fault }: UploadContext): Account {
  const planted = fault()
  if (planted?.kind === 'plugin-not-added') return { ...account, otherPlugins: 'not-added' }
  return planted?.kind === 'plugin-denied'
    ? { ...account, livePlugin: 'denied', deniedCode: planted.code }
    : account
}

function upload(app: AppPackage, query: Request['query'], world: UploadContext): object {
  const maps = [...app.files].filter(([name]) => isSourceMap(name))
  world.sourceMaps.keep(query['robot'] ?? '', new Map(maps))
  return describePackage(app, world)
}

function preview(app: AppPackage, _query: Request['query'], world: UploadContext): object {
  const picture = { qrcode_img: PREVIEW_QR.toString('base64') }
  return { ...describePackage(app, world), ...(world.fault()?.kind === 'no-qrcode' ? {} : picture) }
}

/** The package contents as WeChat reports them. The size of a plugin is arbitrary, but above 0. */
function describePackage(app: AppPackage, world: UploadContext): object {
  const planted = world.fault()
  const more = planted?.kind === 'sizes-differ' ? planted.bytes : 0
  const plugins = app.plugins.map(({ provider, version }) => ({ provider, version, size: 1 }))
  return {
    subpackage_info: Object.entries(app.sizes).map(([name, size]) => ({ name, size: size + more })),
    ...(planted?.kind === 'plugin-info-missing' ? {} : { ext_plugin_info: plugins }),
  }
}
