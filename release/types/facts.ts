/** What the TypeScript compiler knows of the app, as data: what the rules of types read. */
export interface TypeFacts {
  readonly errors: readonly TypeFault[]
  readonly uses: readonly ApiUse[]
}

export const NO_TYPE_FACTS: TypeFacts = { errors: [], uses: [] }

export interface TypeFault {
  /** From the project's folder, forward slashes. */
  readonly file: string
  readonly line: number
  /** As it is looked up: `TS2322`. */
  readonly code: string
  readonly text: string
}

/** A place where the app needs something that WeChat's typings date. */
export interface ApiUse {
  readonly file: string
  readonly line: number
  /** `wx.getPrivacySetting`, `PageScrollToOption.selector` */
  readonly name: string
  /** The base library that brought it. */
  readonly since: string
  /** The base library that the conditions around it make sure of; null: none asks for one. */
  readonly assured: string | null
}
