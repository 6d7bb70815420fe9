import type { Project } from '../project/project'
import {
  type Compiler,
  distinct,
  isMissing,
  parseWcc,
  parseWcsc,
  type WechatRemark,
} from './remarks'
import { type Ended, programOf as programOfMachine, run, type RunOptions } from './run'

export interface WechatAnswer {
  readonly remarks: readonly WechatRemark[]
  /** What gave no answer, which is no fault of the app: there are programs for x64 alone, and none for musl. */
  readonly silent: readonly SilentCompiler[]
}

export interface SilentCompiler {
  readonly compiler: Compiler
  /** The error of this machine, or how the compiler ended. */
  readonly why: string
}

export interface AskOptions extends RunOptions {
  readonly programOf?: (compiler: Compiler) => string | null
}

/** How the files of one kind were taken: with remarks, or with none for want of an answer. */
type Reading =
  | { readonly kind: 'read'; readonly remarks: readonly WechatRemark[] }
  | { readonly kind: 'silent'; readonly why: string }

/** Runs a compiler with these arguments, as long as the time for all of its runs lasts. */
type Ask = (args: readonly string[]) => Promise<Ended>

/**
 * Asks WeChat's own compilers of templates and styles what they refuse.
 * @param options `cwd` is the app's root; the time limit is that of each compiler with all its runs
 */
export async function askWechat(
  { files }: Pick<Project, 'files'>,
  options: AskOptions,
): Promise<WechatAnswer> {
  const ending = (suffix: string) => [...files.keys()].filter((file) => file.endsWith(suffix))
  const readings: readonly (readonly [Compiler, Reading])[] = [
    [
      'wcc',
      await withCompiler('wcc', options, (ask) =>
        readTemplates(ask, ending('.wxml'), ending('.wxs')),
      ),
    ],
    ['wcsc', await withCompiler('wcsc', options, (ask) => readStyles(ask, ending('.wxss')))],
  ]
  return {
    remarks: distinct(
      readings.flatMap(([, reading]) => (reading.kind === 'read' ? reading.remarks : [])),
    ),
    silent: readings.flatMap(([compiler, reading]) =>
      reading.kind === 'silent' ? [{ compiler, why: reading.why }] : [],
    ),
  }
}

async function withCompiler(
  compiler: Compiler,
  { programOf = programOfMachine, timeLimitMs, ...options }: AskOptions,
  read: (ask: Ask) => Promise<Reading>,
): Promise<Reading> {
  const program = programOf(compiler)
  if (program === null) return { kind: 'silent', why: `there is none for ${process.platform}` }
  const deadline = performance.now() + timeLimitMs
  const ask: Ask = (args) =>
    run(program, args, { ...options, timeLimitMs: Math.max(1, deadline - performance.now()) })
  const tried = await ask(['--help'])
  return tried.kind === 'ended' ? await read(ask) : { kind: 'silent', why: tried.why }
}

/**
 * It stops at the first fault of all, so after one each template is asked about on its own, with
 * all scripts, as any may be its own: a broken one hides faults of templates until it is mended.
 */
async function readTemplates(
  ask: Ask,
  templates: readonly string[],
  scripts: readonly string[],
): Promise<Reading> {
  const compile = (files: readonly string[]) => ask(['-d', '-cc', '0', ...files, '-gn', '$gwx'])
  const all = [...templates, ...scripts]
  if (all.length === 0) return { kind: 'read', remarks: [] }
  const whole = await compile(all)
  if (isContent(whole)) return { kind: 'read', remarks: [] }
  const remarks: WechatRemark[] = []
  for (const template of templates) {
    const ended = await compile([template, ...scripts])
    switch (ended.kind) {
      case 'ended':
        if (ended.code !== 0) remarks.push(...remarksOf(ended.printed, 'wcc', template))
        break
      case 'crashed':
        // the compiler of an upload would crash as well
        remarks.push({ compiler: 'wcc', path: template, line: 1, text: `it crashes: ${ended.why}` })
        break
      case 'timed-out':
      case 'cannot-run':
        return { kind: 'silent', why: ended.why }
    }
  }
  // it fails with all files and with none of them alone
  if (remarks.length === 0 && whole.kind !== 'ended') return { kind: 'silent', why: whole.why }
  return { kind: 'read', remarks }
}

/** It goes through all style sheets, as they import one another. */
async function readStyles(ask: Ask, styles: readonly string[]): Promise<Reading> {
  const [first] = styles
  if (first === undefined) return { kind: 'read', remarks: [] }
  const ended = await ask(['-lc', '-pc', '0', ...styles.map((file) => `./${file}`)])
  if (ended.kind !== 'ended') return { kind: 'silent', why: ended.why }
  return { kind: 'read', remarks: isContent(ended) ? [] : remarksOf(ended.printed, 'wcsc', first) }
}

function isContent(ended: Ended): boolean {
  return ended.kind === 'ended' && ended.code === 0
}

/** What cannot be read is told as it came, at the file that was asked about. */
function remarksOf(printed: string, compiler: Compiler, path: string): WechatRemark[] {
  const remarks = compiler === 'wcc' ? parseWcc(printed) : parseWcsc(printed)
  if (remarks.length > 0) return remarks
  const lines = printed.split('\n').filter((line) => !isNoise(line))
  return lines.length === 0 ? [] : [{ compiler, path, line: 1, text: lines.join(' ').trim() }]
}

function isNoise(line: string): boolean {
  const plain = line.replace(/^ERR: path |^path /, '').trim()
  return plain === '' || plain.startsWith('error file count') || isMissing(plain)
}
