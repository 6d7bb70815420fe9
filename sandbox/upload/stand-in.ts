import type { Validity } from './certificates'

/** Options of `startUploadStandIn`. */
export interface UploadStandInOptions {
  /** The only accepted mini-program. */
  readonly appid: string
  /** Whether the account has the live function. `denied` refuses packages that declare the plugin. */
  readonly livePlugin?: 'permitted' | 'denied'
  /** The oldest accepted version of the live plugin; default 1.2.0. */
  readonly minPluginVersion?: string
  /** Validity of the certificates, for tests of expired ones. Default: always valid. */
  readonly validity?: Validity
  /** Default 0: any free port. */
  readonly port?: number
  /** Called for every call after its answer or fault. */
  readonly onCall?: (call: UploadCall) => void
  /** Called if a client does not accept the certificate of `caFile`. */
  readonly onUntrusted?: (reason: string) => void
}

/** The paths that miniprogram-ci uses. @see miniprogram-ci, dist/config/url.config.js */
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
 * A fault that applies until it is removed. `path` limits a connection fault to one path, such as
 * /wxa/ci/upload; without it every call is affected.
 */
export type UploadFault =
  /** The caller's IP address is not on the allowlist: -10008 for every signed call. */
  | { readonly kind: 'ip-refused'; readonly ip: string }
  /** The account has lost the live function: affects packages that declare the plugin. */
  | { readonly kind: 'plugin-denied'; readonly code: 80082 | -80082 }
  /** Other plugins were not added to the account: 80082 for packages that declare one. */
  | { readonly kind: 'plugin-not-added' }
  /** A script of the package has a syntax error: -80057 for every package with a script. */
  | { readonly kind: 'script-refused' }
  /** Every package is refused with this text and the general code -1. */
  | { readonly kind: 'package-refused'; readonly errMsg: string }
  /** Any other error of WeChat. */
  | {
      readonly kind: 'error'
      readonly errCode: number
      readonly errMsg: string
      readonly path?: UploadPath
    }
  /** Accepts the call, but never answers. */
  | { readonly kind: 'hangs'; readonly path?: UploadPath }
  /** Answers with a body that is not JSON, with status 200. */
  | { readonly kind: 'junk'; readonly path?: UploadPath }
  /** Closes the connection during the call. */
  | { readonly kind: 'drops'; readonly path?: UploadPath }
  /** Accepts the package, but does not report its plugins. */
  | { readonly kind: 'plugin-info-missing' }
  /** Accepts the package, but reports other sizes. */
  | { readonly kind: 'sizes-differ'; readonly bytes: number }
  /** Accepts the preview, but answers without a picture. */
  | { readonly kind: 'no-qrcode' }

/** Whether a call is signed with the account's key over a random string that was issued and not used yet. */
export type Signature = 'valid' | 'invalid' | 'none'

/** A call and its answer. */
export interface UploadCall {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly signature: Signature
  /** Null if a fault left the call without an answer. */
  readonly status: number | null
  /** The parsed answer; its text if it is not JSON; null if there was none. */
  readonly answer: unknown
  /** The files of the package by path, with source maps, without ci.signature. */
  readonly files?: ReadonlyMap<string, Buffer>
  /** Bytes by package: __APP__, __FULL__, and the root of each subpackage. */
  readonly sizes?: Readonly<Record<string, number>>
}

/** The upload service of servicewechat.com on loopback, behind a proxy. */
export interface UploadStandIn {
  /** A CONNECT proxy that ends TLS for servicewechat.com:443 and refuses every other host. */
  readonly proxyUrl: string
  /** The temporary CA in PEM, in a temporary folder that `close` removes. */
  readonly caFile: string
  /** The private upload key in PEM (PKCS#1). */
  readonly uploadKey: string
  readonly uploadKeyFile: string
  /** All calls so far, in order of arrival. */
  readonly calls: readonly UploadCall[]
  /**
   * Bodies of the client's usage reports. The client does not wait for an answer and may exit before it
   * sends a report, so they are not part of `calls`.
   */
  readonly reports: readonly string[]
  /** host:port of every refused connection. */
  readonly refused: readonly string[]
  /** Sets the fault, replacing the previous one; null removes it. */
  fault(fault: UploadFault | null): void
  close(): Promise<void>
}
