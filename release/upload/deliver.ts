import { readFileSync } from 'node:fs'
import { checkProject } from '../check-project'
import { writeLastUpload } from '../last-upload'
import type { Project } from '../project/project'
import type { Report } from '../report'
import type { CheckSettings } from '../settings'
import { compare, type Comparison, type DeclaredPlugin } from './compare'
import type { Environment } from './facts'
import { readKey } from './key'
import type { QrCode, UploadAnswer } from './messages'
import { type Asked, type Facts, type Plan, planPreview, planUpload } from './plan'
import { refusal, type Refusal } from './refusal'
import { send, type UnsignedJob } from './send'

/** Where a preview opens; WeChat's own choice where left out. */
export interface Launch {
  readonly page?: string
  readonly query?: string
  readonly scene?: number
}

export type Command = { readonly kind: 'upload' } | { readonly kind: 'preview'; launch: Launch }

export interface DeliverOptions {
  readonly command: Command
  readonly projectDir: string
  readonly project: Project
  readonly facts: Facts
  readonly settings: CheckSettings
  readonly asked: Asked
  readonly env: Environment
  /** For all of it. */
  readonly timeLimitMs: number
  readonly dryRun: boolean
  readonly signal: AbortSignal
  readonly onProgress: (text: string) => void
  readonly onChecked: (report: Report, plan: Plan) => void
}

export type Delivery =
  /** Nothing was tried: what was asked or set cannot work. */
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  /** Nothing was sent: check has found problems. */
  | { readonly kind: 'unfit'; readonly report: Report }
  | {
      readonly kind: 'dry-run'
      readonly plan: Plan
      readonly report: Report
      readonly livePlugin: DeclaredPlugin
    }
  | { readonly kind: 'failed'; readonly refusal: Refusal }
  | {
      readonly kind: 'taken'
      readonly plan: Plan
      readonly comparison: Comparison
      readonly qr: QrCode | null
    }
  | { readonly kind: 'aborted' }

/** Checks, then has WeChat take the app, then looks whether WeChat has what was sent. */
export async function deliver(options: DeliverOptions): Promise<Delivery> {
  const { command, projectDir, project, facts, settings, asked, env, signal } = options
  const deadline = performance.now() + options.timeLimitMs
  const remainingMs = () => Math.max(1, deadline - performance.now())
  const planned = command.kind === 'upload' ? planUpload(asked, facts) : planPreview(asked, facts)
  const key = readKey({ env, readFile: (file) => readFileSync(file, 'utf8') })
  const refusals = [
    ...(key.kind === 'refused' ? [key.refusal] : []),
    ...(planned.kind === 'refused' ? planned.refusals : []),
    ...(command.kind === 'preview' ? pageRefusals(command.launch, project) : []),
  ]
  if (key.kind === 'refused' || planned.kind === 'refused' || refusals.length > 0)
    return { kind: 'refused', refusals }

  const checked = await checkProject({
    projectDir,
    settings,
    timeLimitMs: remainingMs(),
    signal,
    onProgress: options.onProgress,
  })
  if (checked.kind === 'aborted') return checked
  const { report } = checked
  const { plan } = planned
  options.onChecked(report, plan)
  if (report.problems.length > 0) return { kind: 'unfit', report }
  const livePlugin = declaredPlugin(project, settings)
  if (options.dryRun) return { kind: 'dry-run', plan, report, livePlugin }

  const result = await send({
    job: jobOf(command, projectDir, plan),
    key: key.key,
    timeLimitMs: remainingMs(),
    signal,
    onProgress: options.onProgress,
  })
  if (result.kind === 'aborted' || result.kind === 'failed') return result
  if (result.kind === 'sourcemap') throw new Error('an upload was answered by source maps')
  const { answer } = result
  const { version } = plan
  // WeChat has it, whatever the comparison says
  if (version !== null)
    writeLastUpload(projectDir, lastUpload({ ...plan, version }, report, answer))
  const liveProvider = settings.livePlugin.provider
  return {
    kind: 'taken',
    plan,
    comparison: compare({ sizes: report, livePlugin, liveProvider }, answer),
    qr: answer.qr ?? null,
  }
}

function jobOf(command: Command, projectDir: string, { version, ...common }: Plan): UnsignedJob {
  if (command.kind === 'preview')
    return { kind: 'preview', projectDir, ...common, ...command.launch }
  if (version === null) throw new Error('an upload was planned without a version')
  return { kind: 'upload', projectDir, ...common, version }
}

function pageRefusals({ page }: Launch, project: Project): Refusal[] {
  const pages = project.packages.flatMap((home) => home.pages.map(({ path }) => path))
  if (page === undefined || pages.includes(page)) return []
  return [
    refusal(
      'bad-page',
      `--page ${page} is no page of app.json.`,
      `There are: ${pages.join(', ')}. Parameters go into --query.`,
    ),
  ]
}

function declaredPlugin(project: Project, { livePlugin }: CheckSettings): DeclaredPlugin {
  const entry = project.packages
    .flatMap(({ plugins }) => plugins)
    .find(({ provider }) => provider === livePlugin.provider)
  return entry ? { provider: livePlugin.provider, version: String(entry.version) } : null
}

function lastUpload(plan: Plan & { version: string }, report: Report, answer: UploadAnswer) {
  const { appid, version } = plan
  const { packages, total } = report
  const at = new Date().toISOString()
  return { appid, version, packages, total, plugins: answer.plugins ?? [], at }
}
