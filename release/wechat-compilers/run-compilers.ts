import type { Project } from '../project/project'
import {
  type Compiler,
  withoutRepeats,
  isMissing,
  parseWcc,
  parseWcsc,
  type CompilerDiagnostic,
} from './diagnostics'
import {
  type CompilerEnd,
  programOf as programOfMachine,
  runCompiler,
  type RunCompilerOptions,
} from './run-compiler'

export interface WechatCompilersResult {
  readonly diagnostics: readonly CompilerDiagnostic[]
  /**
   * Compilers that do not run on this machine: their programs exist for x64 only, and not for musl.
   */
  readonly unavailable: readonly UnavailableCompiler[]
}

export interface UnavailableCompiler {
  readonly compiler: Compiler
  /** The error of the machine, or the way the compiler ended. */
  readonly why: string
}

export interface RunCompilersOptions extends RunCompilerOptions {
  readonly programOf?: (compiler: Compiler) => string | null
}

/** The result for the files of one kind: diagnostics, or none if the compiler does not run. */
type CompilerResult =
  | { readonly kind: 'read'; readonly remarks: readonly CompilerDiagnostic[] }
  | { readonly kind: 'silent'; readonly why: string }

/** Runs a compiler with these arguments within the time limit for all of its runs. */
type RunOnce = (args: readonly string[]) => Promise<CompilerEnd>

/**
 * Runs WeChat's own compilers of templates and styles.
 * @param options `cwd` is the app's root; the time limit is for all runs of one compiler
 */
export async function runWechatCompilers(
  { files }: Pick<Project, 'files'>,
  options: RunCompilersOptions,
): Promise<WechatCompilersResult> {
  const ending = (suffix: string) => [...files.keys()].filter((file) => file.endsWith(suffix))
  const readings: readonly (readonly [Compiler, CompilerResult])[] = [
    [
      'wcc',
      await withCompiler('wcc', options, (ask) =>
        readTemplates(ask, ending('.wxml'), ending('.wxs')),
      ),
    ],
    ['wcsc', await withCompiler('wcsc', options, (ask) => readStyles(ask, ending('.wxss')))],
  ]
  return {
    diagnostics: withoutRepeats(
      readings.flatMap(([, reading]) => (reading.kind === 'read' ? reading.remarks : [])),
    ),
    unavailable: readings.flatMap(([compiler, reading]) =>
      reading.kind === 'silent' ? [{ compiler, why: reading.why }] : [],
    ),
  }
}

async function withCompiler(
  compiler: Compiler,
  { programOf = programOfMachine, timeLimitMs, ...options }: RunCompilersOptions,
  read: (ask: RunOnce) => Promise<CompilerResult>,
): Promise<CompilerResult> {
  const program = programOf(compiler)
  if (program === null)
    return { kind: 'silent', why: `there is no version for ${process.platform}` }
  const deadline = performance.now() + timeLimitMs
  const ask: RunOnce = (args) =>
    runCompiler(program, args, {
      ...options,
      timeLimitMs: Math.max(1, deadline - performance.now()),
    })
  const tried = await ask(['--help'])
  return tried.kind === 'ended' ? await read(ask) : { kind: 'silent', why: tried.why }
}

/**
 * The compiler stops at the first error. After one, each template is compiled separately with all
 * scripts, because a template may use any of them. A broken script hides errors of templates until
 * it is corrected.
 */
async function readTemplates(
  ask: RunOnce,
  templates: readonly string[],
  scripts: readonly string[],
): Promise<CompilerResult> {
  const compile = (files: readonly string[]) => ask(['-d', '-cc', '0', ...files, '-gn', '$gwx'])
  const all = [...templates, ...scripts]
  if (all.length === 0) return { kind: 'read', remarks: [] }
  const whole = await compile(all)
  if (isAccepted(whole)) return { kind: 'read', remarks: [] }
  const remarks: CompilerDiagnostic[] = []
  for (const template of templates) {
    const ended = await compile([template, ...scripts])
    switch (ended.kind) {
      case 'ended':
        if (ended.code !== 0) remarks.push(...diagnosticsIn(ended.printed, 'wcc', template))
        break
      case 'crashed':
        // the compiler of an upload would crash too
        remarks.push({
          compiler: 'wcc',
          path: template,
          line: 1,
          text: `the compiler crashes: ${ended.why}`,
        })
        break
      case 'timed-out':
      case 'cannot-run':
        return { kind: 'silent', why: ended.why }
    }
  }
  // it fails with all files together and with no template alone
  if (remarks.length === 0 && whole.kind !== 'ended') return { kind: 'silent', why: whole.why }
  return { kind: 'read', remarks }
}

/** Compiles all style sheets together, because they import each other. */
async function readStyles(ask: RunOnce, styles: readonly string[]): Promise<CompilerResult> {
  const [first] = styles
  if (first === undefined) return { kind: 'read', remarks: [] }
  const ended = await ask(['-lc', '-pc', '0', ...styles.map((file) => `./${file}`)])
  if (ended.kind !== 'ended') return { kind: 'silent', why: ended.why }
  return {
    kind: 'read',
    remarks: isAccepted(ended) ? [] : diagnosticsIn(ended.printed, 'wcsc', first),
  }
}

function isAccepted(ended: CompilerEnd): boolean {
  return ended.kind === 'ended' && ended.code === 0
}

/** Output that cannot be parsed becomes one diagnostic of the compiled file. */
function diagnosticsIn(printed: string, compiler: Compiler, path: string): CompilerDiagnostic[] {
  const remarks = compiler === 'wcc' ? parseWcc(printed) : parseWcsc(printed)
  if (remarks.length > 0) return remarks
  const lines = printed.split('\n').filter((line) => !isNoise(line))
  return lines.length === 0 ? [] : [{ compiler, path, line: 1, text: lines.join(' ').trim() }]
}

function isNoise(line: string): boolean {
  const plain = line.replace(/^ERR: path |^path /, '').trim()
  return plain === '' || plain.startsWith('error file count') || isMissing(plain)
}
