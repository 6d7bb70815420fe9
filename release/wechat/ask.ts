import type { Project } from '../project/project'
import { distinct, isMissing, parseWcc, parseWcsc, type WechatRemark } from './remarks'
import { type Ended, programOf, run, type RunOptions } from './run'

export type WechatAnswer =
  | { readonly kind: 'answered'; readonly remarks: readonly WechatRemark[] }
  /** They are programs for x64 Linux, macOS and Windows; `why` is this machine's own word. */
  | { readonly kind: 'cannot-run'; readonly why: string }

/**
 * Asks WeChat's own compilers of templates and styles what they refuse.
 * @param options `cwd` is the app's root
 */
export async function askWechat(
  { files }: Pick<Project, 'files'>,
  options: RunOptions,
): Promise<WechatAnswer> {
  const wcc = programOf('wcc')
  const wcsc = programOf('wcsc')
  if (wcc === null || wcsc === null)
    return { kind: 'cannot-run', why: `there are none for ${process.platform}` }
  for (const program of [wcc, wcsc]) {
    const tried = await run(program, ['--help'], options)
    if (tried.kind !== 'ended') return { kind: 'cannot-run', why: tried.why }
  }
  const ending = (suffix: string) => [...files.keys()].filter((file) => file.endsWith(suffix))
  const remarks = [
    ...(await templateRemarks(wcc, ending('.wxml'), ending('.wxs'), options)),
    ...(await styleRemarks(wcsc, ending('.wxss'), options)),
  ]
  return { kind: 'answered', remarks: distinct(remarks) }
}

/**
 * It stops at the first fault of all, so after one each template is asked about on its own, with
 * all scripts, as any may be its own: a broken one hides faults of templates until it is mended.
 */
async function templateRemarks(
  program: string,
  templates: readonly string[],
  scripts: readonly string[],
  options: RunOptions,
): Promise<WechatRemark[]> {
  const ask = (files: readonly string[]) =>
    run(program, ['-d', '-cc', '0', ...files, '-gn', '$gwx'], options)
  const all = [...templates, ...scripts]
  if (all.length === 0 || isContent(await ask(all))) return []
  const remarks: WechatRemark[] = []
  for (const template of templates) {
    const ended = await ask([template, ...scripts])
    if (!isContent(ended)) remarks.push(...remarksOf(ended, 'wcc', template))
  }
  return remarks
}

/** It goes through all style sheets, as they import one another. */
async function styleRemarks(
  program: string,
  styles: readonly string[],
  options: RunOptions,
): Promise<WechatRemark[]> {
  const [first] = styles
  if (first === undefined) return []
  const files = styles.map((file) => `./${file}`)
  const ended = await run(program, ['-lc', '-pc', '0', ...files], options)
  return isContent(ended) ? [] : remarksOf(ended, 'wcsc', first)
}

function isContent(ended: Ended): boolean {
  return ended.kind === 'ended' && ended.code === 0
}

/** What cannot be read is told as it came, at the file that was asked about. */
function remarksOf(ended: Ended, compiler: 'wcc' | 'wcsc', path: string): WechatRemark[] {
  const printed = ended.kind === 'ended' ? ended.printed : ended.why
  const remarks = compiler === 'wcc' ? parseWcc(printed) : parseWcsc(printed)
  if (remarks.length > 0) return remarks
  const lines = printed.split('\n').filter((line) => !isNoise(line))
  return lines.length === 0 ? [] : [{ compiler, path, line: 1, text: lines.join(' ').trim() }]
}

function isNoise(line: string): boolean {
  const plain = line.replace(/^ERR: path |^path /, '').trim()
  return plain === '' || plain.startsWith('error file count') || isMissing(plain)
}
