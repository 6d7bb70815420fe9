import path from 'node:path'
import { compile as compileInOwnProcess } from '../compile/compile'
import { compileProblem } from '../compile/compile-problem'
import { withoutStandIns } from '../flavour/without-stand-ins'
import type { NotChecked } from '../problem'
import { readProject } from '../project/read-project'
import type { Report } from './report'
import { applyRules, RULES } from '../rules'
import { type CheckedFlavour, PLUGIN_FLAVOUR } from '../rules/rule'
import { wechatStyle, wechatTemplate } from '../rules/wechat-compilers'
import type { CheckSettings } from '../settings'
import { measure, NO_SIZES } from '../sizes'
import { readTypes } from '../types/read-types'
import { runWechatCompilers, type UnavailableCompiler } from '../wechat-compilers/run-compilers'

export interface CheckOptions {
  readonly projectDir: string
  /** Default: the plugin flavour, which is the project's own folder. */
  readonly flavour?: CheckedFlavour
  readonly settings: CheckSettings
  readonly timeLimitMs: number
  readonly signal: AbortSignal
  readonly onProgress: (text: string) => void
  /**
   * Default: a new process for each compile. A caller that checks many apps can pass a long-running
   * compiler.
   */
  readonly compile?: typeof compileInOwnProcess
}

export type CheckOutcome =
  { readonly kind: 'checked'; readonly report: Report } | { readonly kind: 'aborted' }

/**
 * Compiles one project folder, which is one flavour, and applies all rules. A run reports all
 * problems.
 */
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
    runWechatCompilers(project, { cwd, timeLimitMs, signal }),
  ])
  if (result.kind === 'aborted' || signal.aborted) return { kind: 'aborted' }
  onProgress('Checking …')
  const packed = result.kind === 'packed' ? result.files : null
  const { diagnostics } = wechat
  const input = { project, flavour, packed, settings, types, wechat: diagnostics }
  const { problems: found, notes } = applyRules(RULES, input)
  const problems =
    result.kind === 'packed' ? found : [compileProblem(result, project, projectDir), ...found]
  const notChecked = wechat.unavailable.map(notCheckedOf)
  const sizes = packed ? measure(packed, project.packages) : NO_SIZES
  const report = { ...sizes, problems, notes, ...(notChecked.length > 0 && { notChecked }) }
  return { kind: 'checked', report }
}

function notCheckedOf({ compiler, why }: UnavailableCompiler): NotChecked {
  const rule = { wcc: wechatTemplate, wcsc: wechatStyle }[compiler].name
  return {
    rule,
    why: `WeChat's compiler (${compiler}) does not run on this machine: ${why}.`,
  }
}
