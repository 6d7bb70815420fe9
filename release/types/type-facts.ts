/** The results of the TypeScript compiler that the rules read. */
export interface TypeFacts {
  readonly errors: readonly TypeFault[]
  readonly uses: readonly ApiUse[]
}

export const NO_TYPE_FACTS: TypeFacts = { errors: [], uses: [] }

export interface TypeFault {
  /** Relative to the project's folder, with forward slashes. */
  readonly file: string
  readonly line: number
  /** The code as in TypeScript's documentation: `TS2322`. */
  readonly code: string
  readonly text: string
}

/** A place where the app uses an API whose minimum base library WeChat's typings state. */
export interface ApiUse {
  readonly file: string
  readonly line: number
  /** `wx.getPrivacySetting`, `PageScrollToOption.selector` */
  readonly name: string
  /** The base library that introduced it. */
  readonly since: string
  /** The base library that the surrounding conditions guarantee; null: none. */
  readonly guaranteed: string | null
}
