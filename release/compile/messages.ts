/** The single message of the child. Its stdout belongs to miniprogram-ci. */
export type ChildMessage =
  | { readonly kind: 'packed'; readonly files: readonly PackedFile[] }
  | { readonly kind: 'refused'; readonly error: CompileError }

/** A file as it would be uploaded. Its path starts at the folder of app.json. */
export interface PackedFile {
  readonly path: string
  readonly bytes: number
  /** Helpers of the compiler that this script requires. Absent: none. */
  readonly helpers?: readonly string[]
  /**
   * The texts in it that belong only to an app with a plugin, see `pluginMarksIn`. Absent: none.
   */
  readonly pluginMarks?: readonly string[]
  /** The file contains a private key. */
  readonly holdsKey?: boolean
}

/** miniprogram-ci's error, unchanged. */
export interface CompileError {
  /** 10005 file of a page, 10006 JSON, 10009 schema, 10037 WXSS, 10038 WXML, 10045 script. */
  readonly code: number | string | null
  /** Relative to the project's folder or to the app's, depending on the part that threw. */
  readonly path: string | null
  readonly message: string
}
