import type { Flavour } from './flavour/flavour'

/** Something that WeChat refuses or that fails on a phone. `message` includes the remedy. */
export interface Finding {
  /**
   * Relative to the project's folder, with forward slashes: a terminal makes `file:line` a link.
   */
  readonly file: string
  /** From 1. 1 also for a finding about the whole file. */
  readonly line: number
  readonly message: string
}

export interface Problem extends Finding {
  readonly rule: string
  /** Set if only one of the checked flavours has the problem. */
  readonly flavour?: Flavour
}

/** A finding that needs no action. It never fails `check`. */
export type Note = Problem

/** A rule that could not be applied on this machine. */
export interface NotChecked {
  readonly rule: string
  readonly why: string
}
