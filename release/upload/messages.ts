import type { CiError } from './ci-error'

/** What the child is asked for: the one message on its channel from here. */
export type Job = CommonJob &
  (
    | { readonly kind: 'upload'; readonly version: string; readonly description: string }
    | {
        readonly kind: 'preview'
        readonly description: string
        /** First page, parameters and scene of the preview; WeChat's own where left out. */
        readonly page?: string
        readonly query?: string
        readonly scene?: number
      }
    | { readonly kind: 'sourcemap' }
  )

interface CommonJob {
  readonly projectDir: string
  readonly appid: string
  /** Signs; goes by this channel only. */
  readonly keyPem: string
  readonly robot: number
}

/** What the child tells. Its stdout is miniprogram-ci's. */
export type ChildMessage = { readonly kind: 'progress'; readonly text: string } | ChildAnswer

/** The last message. */
export type ChildAnswer =
  | { readonly kind: 'taken'; readonly answer: UploadAnswer }
  | { readonly kind: 'sourcemap'; readonly zipBase64: string }
  | { readonly kind: 'refused'; readonly error: CiError }

/** WeChat's answer, as far as miniprogram-ci passes it on; null for what it left out. */
export interface UploadAnswer {
  readonly packages: readonly AnsweredPackage[] | null
  readonly plugins: readonly AnsweredPlugin[] | null
  /** Of a preview only. */
  readonly qr?: QrCode
}

export interface AnsweredPackage {
  /** `__FULL__` for all, `__APP__` for the main package, else a subpackage. */
  readonly name: string
  readonly size: number
}

export interface AnsweredPlugin {
  readonly provider: string
  readonly version: string
}

export interface QrCode {
  readonly pictureBase64: string
  /** As lines of characters; null when the picture could not be read. */
  readonly terminal: string | null
}
