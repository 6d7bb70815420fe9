import type { Validity } from './certificates'

/** What `startUploadStandIn` takes. */
export interface UploadStandInOptions {
  /** The one mini-program that this service knows; another one is refused. */
  readonly appid: string
  /** Has the account the live function? Without it a package that declares the plugin is refused. */
  readonly livePlugin?: 'permitted' | 'denied'
  /** The oldest version of the live plugin that may be uploaded; 1.2.0 unless told. */
  readonly minPluginVersion?: string
  /** When the certificates hold, for tests of expired ones; unless told, on any day. */
  readonly validity?: Validity
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** Hears of every call once it is answered, or struck by a fault. */
  readonly onCall?: (call: UploadCall) => void
  /** Hears of a client that hung up before it asked for anything: it does not trust `caFile`. */
  readonly onDistrust?: (reason: string) => void
}

/** What miniprogram-ci asks for. @see miniprogram-ci, dist/config/url.config.js */
export type UploadPath =
  | '/wxa/ci/getrandstr'
  | '/wxa/ci/getwhiteextlist'
  | '/wxa/ci/getattr'
  | '/wxa/ci/getmulticosuploadinfo'
  | '/wxa/ci/upload'
  | '/wxa/ci/testSourceURL'
  | '/wxa/ci/get_dev_sourcemap_info'
  | '/wxa/ci/get_dev_sourcemap'

/**
 * What the service does instead of its work, until told otherwise. `path` narrows a fault of the line to
 * one call, such as /wxa/ci/upload; without it every call is struck.
 */
export type UploadFault =
  /** The caller's address is not on the account's list: -10008, in answer to every signed call. */
  | { readonly kind: 'ip-refused'; readonly ip: string }
  /** The account has lost the live function: struck only by a package that declares the plugin. */
  | { readonly kind: 'plugin-denied'; readonly code: 80082 | -80082 }
  /** Plugins beside the live one were not added to the account: 80082 for a package that declares one. */
  | { readonly kind: 'plugin-not-added' }
  /** A script of the package cannot be read: -80057, in answer to every package that holds one. */
  | { readonly kind: 'script-refused' }
  /** WeChat refuses every package in these words, beside its general -1. */
  | { readonly kind: 'package-refused'; readonly errMsg: string }
  /** Any other refusal, in WeChat's words. */
  | {
      readonly kind: 'error'
      readonly errCode: number
      readonly errMsg: string
      readonly path?: UploadPath
    }
  /** Takes the call, and never answers. */
  | { readonly kind: 'hangs'; readonly path?: UploadPath }
  /** Answers what is no JSON, with status 200. */
  | { readonly kind: 'junk'; readonly path?: UploadPath }
  /** Closes the line in the middle of the call. */
  | { readonly kind: 'drops'; readonly path?: UploadPath }
  /** Accepts the package, and does not tell which plugins it found. */
  | { readonly kind: 'plugin-info-missing' }
  /** Accepts the package, and tells other sizes than were sent. */
  | { readonly kind: 'sizes-differ'; readonly bytes: number }
  /** Accepts the preview, and answers without a picture. */
  | { readonly kind: 'no-qrcode' }

/** The signature of a call: made with the account's key, over a random string given out and not used before. */
export type Signature = 'valid' | 'invalid' | 'none'

/** One call, as it came in and as it was answered. */
export interface UploadCall {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly signature: Signature
  /** Null where a fault left the line without an answer. */
  readonly status: number | null
  /** The answer as parsed JSON; the text itself where it is none; null where there was no answer. */
  readonly answer: unknown
  /** What was in the package, by path, without ci.signature; source maps are there under their names. */
  readonly files?: ReadonlyMap<string, Buffer>
  /** Bytes by package: __APP__, __FULL__, and each subpackage under its root. */
  readonly sizes?: Readonly<Record<string, number>>
}

/** servicewechat.com's upload service on loopback, behind a proxy. */
export interface UploadStandIn {
  /** A CONNECT proxy that ends TLS for servicewechat.com:443 and refuses every other host. */
  readonly proxyUrl: string
  /** PEM of the throw-away CA, in a temporary folder that `close` removes. */
  readonly caFile: string
  /** PEM (PKCS#1) of the private upload key that it accepts. */
  readonly uploadKey: string
  readonly uploadKeyFile: string
  /** Every call so far, in order of arrival. */
  readonly calls: readonly UploadCall[]
  /**
   * Bodies of what the client tells WeChat about itself after its work. It does not wait for an answer and
   * may be gone before the report is sent, so they are no part of `calls`.
   */
  readonly reports: readonly string[]
  /** host:port of every line that was asked for and refused. */
  readonly refused: readonly string[]
  /** Plants a fault in place of the one before; null takes it away. */
  fault(fault: UploadFault | null): void
  close(): Promise<void>
}
