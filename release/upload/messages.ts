import type { CiError } from './ci-error'

/** The single message to the child. */
export type Job = CommonJob &
  (
    | { readonly kind: 'upload'; readonly version: string; readonly description: string }
    | {
        readonly kind: 'preview'
        readonly description: string
        /**
         * First page, parameters and scene of the preview; WeChat's default for what is left out.
         */
        readonly page?: string
        readonly query?: string
        readonly scene?: number
      }
    | { readonly kind: 'sourcemap' }
  )

interface CommonJob {
  readonly projectDir: string
  readonly appid: string
  /** The signing key. It is passed on this channel only. */
  readonly keyPem: string
  readonly robot: number
}

/** The messages of the child. Its stdout belongs to miniprogram-ci. */
export type ChildMessage = { readonly kind: 'progress'; readonly text: string } | ChildAnswer

/** The child's last message. */
export type ChildAnswer =
  | { readonly kind: 'taken'; readonly answer: UploadAnswer }
  | { readonly kind: 'sourcemap'; readonly zipBase64: string }
  | { readonly kind: 'refused'; readonly error: CiError }

/** The part of WeChat's answer that miniprogram-ci returns; null for a missing part. */
export interface UploadAnswer {
  readonly packages: readonly AnsweredPackage[] | null
  readonly plugins: readonly AnsweredPlugin[] | null
  /** For a preview only. */
  readonly qr?: QrCode
}

export interface AnsweredPackage {
  /** `__FULL__` for all packages, `__APP__` for the main package, else a subpackage. */
  readonly name: string
  readonly size: number
}

export interface AnsweredPlugin {
  readonly provider: string
  readonly version: string
}

export interface QrCode {
  readonly pictureBase64: string
  /** The QR code as lines of characters; null if the picture could not be read. */
  readonly terminal: string | null
}
