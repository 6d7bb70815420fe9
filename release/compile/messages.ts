/** What the child tells: the one and only message on its channel. Its stdout is miniprogram-ci's. */
export type ChildMessage =
  | { readonly kind: 'packed'; readonly files: readonly PackedFile[] }
  | { readonly kind: 'refused'; readonly error: CompileError }

/** A file as it would be uploaded; its path from the folder of app.json. */
export interface PackedFile {
  readonly path: string
  readonly bytes: number
  /** Code of the compiler's own that this script asks for; absent: none. */
  readonly helpers?: readonly string[]
  /** What only an app with a plugin says, as far as it is said here; absent: nothing of it. */
  readonly pluginMarks?: readonly string[]
  /** There is a private key in it. */
  readonly holdsKey?: boolean
}

/** miniprogram-ci's own error, as it came. */
export interface CompileError {
  /** 10005 file of a page, 10006 JSON, 10009 schema, 10037 WXSS, 10038 WXML, 10045 script. */
  readonly code: number | string | null
  /** From the project's folder or from the app's, depending on who threw. */
  readonly path: string | null
  readonly message: string
}
