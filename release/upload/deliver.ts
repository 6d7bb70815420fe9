import { readFileSync } from 'node:fs'
import { checkFolder, addPrivateKeys } from '../check/check-flavours'
import { withFlavourFolder } from '../flavour/flavour-folder'
import type { FlavourFolder } from '../flavour/write-flavour'
import { type LastUpload, writeLastUpload } from './last-upload'
import { PROJECT_FILE, readProject } from '../project/read-project'
import type { Project } from '../project/project'
import type { Report } from '../check/report'
import type { CheckSettings } from '../settings'
import { compare, type Comparison, type DeclaredPlugin } from './compare'
import type { Environment } from './prepare'
import { readKey, type UploadKey } from './key'
import type { QrCode, UploadAnswer } from './messages'
import { type RequestedOptions, type Facts, type Plan, planPreview, planUpload } from './plan'
import { refusal, type Refusal } from './refusal'
import { send, type UnsignedJob } from './send'

/** The page that a preview opens; WeChat's default for what is left out. */
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
  readonly requested: RequestedOptions
  readonly env: Environment
  /** Limit for the whole command. */
  readonly timeLimitMs: number
  readonly dryRun: boolean
  readonly signal: AbortSignal
  readonly onProgress: (text: string) => void
  readonly onChecked: (report: Report, plan: Plan) => void
}

export type Delivery =
  /** Nothing was tried: the options or settings are wrong. */
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  /** Nothing was sent: `check` has found problems. */
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

/** Checks the app, uploads it, and compares WeChat's answer with what was sent. */
export async function deliver(options: DeliverOptions): Promise<Delivery> {
  const { command, projectDir, project, facts, requested, env } = options
  const deadline = performance.now() + options.timeLimitMs
  const planned =
    command.kind === 'upload' ? planUpload(requested, facts) : planPreview(requested, facts)
  const key = readKey({ env, readFile: (file) => readFileSync(file, 'utf8') })
  const refusals = [
    ...(key.kind === 'refused' ? [key.refusal] : []),
    ...(planned.kind === 'refused' ? planned.refusals : []),
    ...(command.kind === 'preview' ? pageRefusals(command.launch, project) : []),
  ]
  if (key.kind === 'refused' || planned.kind === 'refused' || refusals.length > 0)
    return { kind: 'refused', refusals }
  const { plan } = planned
  return await withFlavourFolder(plan.flavour, project, projectDir, (folder) =>
    deliverFolder(folder, { ...options, plan, key: key.key, deadline }),
  )
}

interface FolderOptions extends DeliverOptions {
  readonly plan: Plan
  readonly key: UploadKey
  /** In the time of `performance.now()`. */
  readonly deadline: number
}

/**
 * Delivers the folder of one flavour. The record of the upload is written to the project's folder.
 */
async function deliverFolder(folder: FlavourFolder, options: FolderOptions): Promise<Delivery> {
  const { command, projectDir, settings, plan, key, signal, onProgress } = options
  const remainingMs = () => Math.max(1, options.deadline - performance.now())
  const checked = await checkFolder(plan.flavour, folder, {
    settings,
    timeLimitMs: remainingMs(),
    signal,
    onProgress,
  })
  if (checked.kind === 'aborted') return checked
  const problems = addPrivateKeys(checked.report.problems, projectDir, options.project)
  const report: Report = { ...checked.report, problems }
  options.onChecked(report, plan)
  if (report.problems.length > 0) return { kind: 'unfit', report }
  const livePlugin = declaredPlugin(projectIn(folder), settings)
  if (options.dryRun) return { kind: 'dry-run', plan, report, livePlugin }

  const result = await send({
    job: jobOf(command, folder.dir, plan),
    key,
    timeLimitMs: remainingMs(),
    signal,
    onProgress,
  })
  if (result.kind === 'aborted' || result.kind === 'failed') return result
  if (result.kind === 'sourcemap') throw new Error('an upload was answered by source maps')
  const { answer } = result
  const { version } = plan
  // WeChat has accepted the upload, whatever the comparison shows
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

function jobOf(command: Command, projectDir: string, plan: Plan): UnsignedJob {
  const { appid, robot, description, version } = plan
  const common = { projectDir, appid, robot, description }
  if (command.kind === 'preview') return { kind: 'preview', ...common, ...command.launch }
  if (version === null) throw new Error('an upload was planned without a version')
  return { kind: 'upload', ...common, version }
}

function projectIn({ dir }: FlavourFolder): Project {
  const read = readProject(dir)
  if (read.kind === 'read') return read.project
  throw new Error(`${PROJECT_FILE} has become unreadable since it was checked`)
}

function pageRefusals({ page }: Launch, project: Project): Refusal[] {
  const pages = project.packages.flatMap((home) => home.pages.map(({ path }) => path))
  if (page === undefined || pages.includes(page)) return []
  return [
    refusal(
      'bad-page',
      `--page ${page} is no page of app.json.`,
      `The pages are ${pages.join(', ')}. Use --query for parameters.`,
    ),
  ]
}

function declaredPlugin(project: Project, { livePlugin }: CheckSettings): DeclaredPlugin {
  const entry = project.packages
    .flatMap(({ plugins }) => plugins)
    .find(({ provider }) => provider === livePlugin.provider)
  return entry ? { provider: livePlugin.provider, version: String(entry.version) } : null
}

function lastUpload(
  { appid, version, flavour }: Plan & { version: string },
  { packages, total }: Report,
  answer: UploadAnswer,
): LastUpload {
  const at = new Date().toISOString()
  return { appid, version, flavour, packages, total, plugins: answer.plugins ?? [], at }
}
