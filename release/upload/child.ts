/**
 * Runs in a process of its own, in a temporary folder: see child-process.ts. miniprogram-ci and
 * node read the proxy and the certificates from the environment.
 */
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Project } from 'miniprogram-ci'
import { isRecord } from '../project/project'
import type { CiError } from './ci-error'
import type { ChildAnswer, ChildMessage, Job, QrCode, UploadAnswer } from './messages'

type Ci = typeof import('miniprogram-ci')

// the parent has ended: end too, or the upload would continue
process.on('disconnect', () => {
  rmSync(process.cwd(), { recursive: true, force: true })
  process.exit(1)
})

async function run(job: Job): Promise<ChildAnswer> {
  const ci = await import('miniprogram-ci')
  const project = new ci.Project({
    appid: job.appid,
    type: 'miniProgram',
    projectPath: job.projectDir,
    privateKey: job.keyPem,
    // as in compile/compile-here.ts, so that the upload contains what was checked
    ignores: ['node_modules/**/*'],
  })
  switch (job.kind) {
    case 'upload':
      return { kind: 'taken', answer: await upload(ci, project, job) }
    case 'preview':
      return { kind: 'taken', answer: await preview(ci, project, job) }
    case 'sourcemap':
      return { kind: 'sourcemap', zipBase64: await sourceMap(ci, project, job) }
  }
}

type UploadOptions = Parameters<Ci['upload']>[0]

async function upload(
  ci: Ci,
  project: Project,
  job: Extract<Job, { kind: 'upload' }>,
): Promise<UploadAnswer> {
  const answer = await ci.upload({ ...common(project, job), version: job.version })
  return readAnswer(answer)
}

async function preview(
  ci: Ci,
  project: Project,
  job: Extract<Job, { kind: 'preview' }>,
): Promise<UploadAnswer> {
  const picture = path.join(process.cwd(), 'qr.jpg')
  const answer = await ci.preview({
    ...common(project, job),
    version: '0.0.1', // required; miniprogram-ci sends 0.0.1 for every preview
    qrcodeFormat: 'image',
    qrcodeOutputDest: picture,
    ...(job.page !== undefined && { pagePath: job.page }),
    ...(job.query !== undefined && { searchQuery: job.query }),
    ...(job.scene !== undefined && { scene: job.scene }),
  })
  return { ...readAnswer(answer), qr: await readQr(readFileSync(picture)) }
}

async function sourceMap(ci: Ci, project: Project, { robot }: Job): Promise<string> {
  const file = path.join(process.cwd(), 'sourcemap.zip')
  await ci.getDevSourceMap({
    // its typings do not support exactOptionalPropertyTypes
    project: project as Parameters<Ci['getDevSourceMap']>[0]['project'],
    robot,
    sourceMapSavePath: file,
    // despite its changelog, its code waits 2 s between two parts by default
    sleep: 0,
    onProgress: ({ percentage }) => sendProgress(`source maps ${percentage} %`),
  })
  return readFileSync(file).toString('base64')
}

function common(project: Project, job: Extract<Job, { kind: 'upload' | 'preview' }>) {
  return {
    // as in compile/compile-here.ts: more threads take longer for a small app
    threads: 1,
    project: project as UploadOptions['project'],
    desc: job.description,
    robot: job.robot,
    setting: { useProjectConfig: true },
    onProgressUpdate: (task: { message: string } | string) =>
      sendProgress(typeof task === 'string' ? task : task.message),
  }
}

function readAnswer(answer: unknown): UploadAnswer {
  const given = isRecord(answer) ? answer : {}
  const list = (name: string): unknown[] | null => {
    const value = given[name]
    return Array.isArray(value) ? value : null
  }
  return {
    packages:
      list('subPackageInfo')?.flatMap((entry) =>
        isRecord(entry) && typeof entry['name'] === 'string' && typeof entry['size'] === 'number'
          ? [{ name: entry['name'], size: entry['size'] }]
          : [],
      ) ?? null,
    plugins:
      list('pluginInfo')?.flatMap((entry) =>
        isRecord(entry) && typeof entry['pluginProviderAppid'] === 'string'
          ? [{ provider: entry['pluginProviderAppid'], version: String(entry['version']) }]
          : [],
      ) ?? null,
  }
}

/** Uses miniprogram-ci's internal QR functions, because one preview returns either the picture or the text. */
async function readQr(picture: Buffer): Promise<QrCode> {
  const pictureBase64 = picture.toString('base64')
  try {
    const { generateTerminalQrcode } = createRequire(__filename)(
      'miniprogram-ci/dist/ci/utils/terminalQrcode',
    ) as typeof import('miniprogram-ci/dist/@types/ci/utils/terminalQrcode')
    const text: unknown = await generateTerminalQrcode(pictureBase64)
    return { pictureBase64, terminal: typeof text === 'string' ? text : null }
  } catch {
    return { pictureBase64, terminal: null }
  }
}

function describe(error: unknown): CiError {
  const code = isRecord(error) ? error['code'] : undefined
  return {
    code: typeof code === 'number' || typeof code === 'string' ? code : null,
    // getDevSourceMap throws strings
    message: error instanceof Error ? error.message : String(error),
  }
}

function sendProgress(text: string): void {
  sendMessage({ kind: 'progress', text })
}

function sendMessage(message: ChildMessage, sent?: () => void): void {
  process.send?.(message, undefined, undefined, sent)
}

process.once('message', (message) => {
  run(message as Job)
    .catch((error: unknown): ChildAnswer => ({ kind: 'refused', error: describe(error) }))
    .then(
      // exit explicitly, because miniprogram-ci keeps node alive
      (answer) => sendMessage(answer, () => process.exit(0)),
      () => process.exit(1),
    )
})
