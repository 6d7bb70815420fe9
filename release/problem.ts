import type { Flavour } from './flavour/flavour'

/** One thing WeChat would refuse, or that breaks on a phone. `message` says what to do about it. */
export interface Finding {
  /** From the project's folder, forward slashes: an editor's terminal makes `file:line` a link. */
  readonly file: string
  /** From 1; 1 also where the whole file is meant. */
  readonly line: number
  readonly message: string
}

export interface Problem extends Finding {
  readonly rule: string
  /** The only one of several flavours that has it. */
  readonly flavour?: Flavour
}

/** A finding that needs no action. It never fails `check`. */
export type Note = Problem

/** A rule that could not be applied, for a reason that is none of the app's. */
export interface NotChecked {
  readonly rule: string
  readonly why: string
}
