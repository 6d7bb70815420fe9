import path from 'node:path'
import { compile as compileInOwnProcess } from './compile/compile'
import { compileProblem } from './compile/compile-problem'
import { withoutStandIns } from './flavour/without-stand-ins'
import type { NotChecked } from './problem'
import { readProject } from './project/read-project'
import type { Report } from './report'
import { applyRules, RULES } from './rules'
import { type BuiltFlavour, PLUGIN_FLAVOUR } from './rules/rule'
import { wechatStyle, wechatTemplate } from './rules/wechat-compilers'
import type { CheckSettings } from './settings'
import { measure, NO_SIZES } from './sizes'
import { readTypes } from './types/read-types'
import { askWechat, type SilentCompiler } from './wechat/ask'

export interface CheckOptions {
  readonly projectDir: string
  /** What the folder was made to be; the project's own folder is the plugin flavour. */
  readonly flavour?: BuiltFlavour
  readonly settings: CheckSettings
  readonly timeLimitMs: number
  readonly signal: AbortSignal
  readonly onProgress: (text: string) => void
  /** By default in a process of its own; who checks many apps may keep one. */
  readonly compile?: typeof compileInOwnProcess
}

export type CheckOutcome =
  { readonly kind: 'checked'; readonly report: Report } | { readonly kind: 'aborted' }

/** Of one folder, which is one flavour: compiles, then lets every rule speak: all problems of a run at once, not one run per problem. */
export async function checkProject(options: CheckOptions): Promise<CheckOutcome> {
  const { projectDir, flavour = PLUGIN_FLAVOUR, settings, onProgress } = options
  const { compile = compileInOwnProcess } = options
  const read = readProject(projectDir)
  if (read.kind === 'unreadable') {
    const problem = { rule: 'project-config', ...read.finding }
    return { kind: 'checked', report: { ...NO_SIZES, problems: [problem], notes: [] } }
  }
  const { appid } = read
  const project = withoutStandIns(read.project)
  onProgress('Compiling with miniprogram-ci, offline …')
  const { timeLimitMs, signal } = options
  const cwd = path.join(projectDir, project.appRoot)
  const [result, types, wechat] = await Promise.all([
    compile({ projectDir, appid, timeLimitMs, signal }),
    readTypes(projectDir, signal),
    askWechat(project, { cwd, timeLimitMs, signal }),
  ])
  if (result.kind === 'aborted' || signal.aborted) return { kind: 'aborted' }
  onProgress('Checking …')
  const packed = result.kind === 'packed' ? result.files : null
  const { remarks } = wechat
  const input = { project, flavour, packed, settings, types, wechat: remarks }
  const { problems: found, notes } = applyRules(RULES, input)
  const problems =
    result.kind === 'packed' ? found : [compileProblem(result, project, projectDir), ...found]
  const notChecked = wechat.silent.map(notCheckedOf)
  const sizes = packed ? measure(packed, project.packages) : NO_SIZES
  const report = { ...sizes, problems, notes, ...(notChecked.length > 0 && { notChecked }) }
  return { kind: 'checked', report }
}

function notCheckedOf({ compiler, why }: SilentCompiler): NotChecked {
  const rule = { wcc: wechatTemplate, wcsc: wechatStyle }[compiler].name
  return {
    rule,
    why: `WeChat's own compiler (${compiler}) gives no answer on this machine: ${why}.`,
  }
}
