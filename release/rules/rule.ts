import type { PackedFile } from '../compile/messages'
import type { Finding } from '../problem'
import type { Project } from '../project/project'
import type { Flavour } from '../flavour/flavour'
import type { CheckSettings } from '../settings'
import type { TypeFacts } from '../types/type-facts'
import type { CompilerDiagnostic } from '../wechat-compilers/diagnostics'

/** The flavour of the project, and what was removed to build it. */
export interface CheckedFlavour {
  readonly name: Flavour
  /**
   * By JSON file: the tags whose component came from a plugin, so that their declaration is
   * removed.
   */
  readonly removedTags: ReadonlyMap<string, readonly string[]>
}

export const PLUGIN_FLAVOUR: CheckedFlavour = { name: 'plugin', removedTags: new Map() }

export interface CheckInput {
  readonly project: Project
  readonly flavour: CheckedFlavour
  /**
   * The files that would be uploaded; null if the app does not compile. Rules about packed files
   * then find nothing.
   */
  readonly packed: readonly PackedFile[] | null
  readonly settings: CheckSettings
  readonly types: TypeFacts
  /** Empty also if WeChat's compilers of templates and styles do not run. */
  readonly wechat: readonly CompilerDiagnostic[]
}

/** A pure function of the project as data: a test needs no folder and no compiler. */
export interface Rule {
  /** The name in `--json`; kebab-case, never renamed after a release. */
  readonly name: string
  /** If set, the findings are notes: they never fail `check`, and the report prints this sentence once. */
  readonly note?: string
  check(input: CheckInput): readonly Finding[]
}
