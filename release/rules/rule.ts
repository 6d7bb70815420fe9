import type { PackedFile } from '../compile/messages'
import type { Finding } from '../problem'
import type { Project } from '../project/project'
import type { Flavour } from '../flavour/flavour'
import type { CheckSettings } from '../settings'
import type { TypeFacts } from '../types/facts'
import type { WechatRemark } from '../wechat/remarks'

/** Which flavour the project is, and what it went without to become it. */
export interface BuiltFlavour {
  readonly name: Flavour
  /** By JSON file, the tags whose component was a plugin's and that nobody declares any more. */
  readonly fallenTags: ReadonlyMap<string, readonly string[]>
}

export const PLUGIN_FLAVOUR: BuiltFlavour = { name: 'plugin', fallenTags: new Map() }

export interface CheckInput {
  readonly project: Project
  readonly flavour: BuiltFlavour
  /** What would be uploaded; null when it does not compile, and rules about it have nothing to say. */
  readonly packed: readonly PackedFile[] | null
  readonly settings: CheckSettings
  readonly types: TypeFacts
  /** Empty too where WeChat's compilers of templates and styles do not run. */
  readonly wechat: readonly WechatRemark[]
}

/** A pure function over the project as data: a test needs no folder and no compiler. */
export interface Rule {
  /** Stands in `--json`; kebab-case, never renamed once released. */
  readonly name: string
  /** If set, the findings are notes: they never fail `check`, and the report prints this sentence once. */
  readonly note?: string
  check(input: CheckInput): readonly Finding[]
}
