import { MAIN_PACKAGE } from '../project/project'
import { kilobytes, type Sizes } from '../sizes'
import type { AnsweredPackage, AnsweredPlugin, UploadAnswer } from './messages'
import { refusal, type Refusal } from './refusal'

/** The live plugin as app.json declares it; null: the app does without, as the channels flavour. */
export type DeclaredPlugin = { readonly provider: string; readonly version: string } | null

export interface Sent {
  readonly sizes: Sizes
  readonly livePlugin: DeclaredPlugin
  /** Provider of the live plugin, declared or not. */
  readonly liveProvider: string
}

export interface Comparison {
  /** What WeChat weighed, under the names that `npm run check` uses; null: it told nothing. */
  readonly sizes: Sizes | null
  readonly livePlugin: AnsweredPlugin | null
  /** WeChat has another app than was sent. */
  readonly failure: Refusal | null
  /** Odd, and no proof of anything. */
  readonly warnings: readonly string[]
}

/**
 * WeChat does not say how it weighs, so only a difference that no way of weighing explains is worth
 * a word: a tenth, and 8 KB.
 */
const TOLERANCE = { part: 0.1, bytes: 8 * 1024 }

/** Is what WeChat says it took what was sent? A lost live plugin means that no room opens. */
export function compare(sent: Sent, answer: UploadAnswer): Comparison {
  const sizes = answer.packages && readSizes(answer.packages)
  const livePlugin = answer.plugins?.find(({ provider }) => provider === sent.liveProvider) ?? null
  return {
    sizes,
    livePlugin,
    failure: comparePlugin(sent.livePlugin, livePlugin),
    warnings: sizes === null ? ['WeChat told no sizes.'] : compareSizes(sent.sizes, sizes),
  }
}

/** @see devtools/ci, subPackageInfo */
export function readSizes(packages: readonly AnsweredPackage[]): Sizes {
  const named = packages
    .filter(({ name }) => name !== '__FULL__')
    .map(({ name, size }): [string, number] => [
      name === '__APP__' ? MAIN_PACKAGE : name.replaceAll(/^\/+|\/+$/g, ''),
      size,
    ])
  const full = packages.find(({ name }) => name === '__FULL__')?.size
  return {
    packages: Object.fromEntries(named),
    total: full ?? named.reduce((sum, [, size]) => sum + size, 0),
  }
}

function comparePlugin(declared: DeclaredPlugin, got: AnsweredPlugin | null): Refusal | null {
  const odd = (message: string, advice: string) => refusal('plugin-differs', message, advice)
  const look = 'Look at the version at mp.weixin.qq.com, and upload again with a higher one.'
  if (declared !== null && got === null)
    return odd(
      `WeChat took the upload, but does not list the live plugin ${declared.version} in it.`,
      `In such a version no room can be entered: do not release it. ${look}`,
    )
  if (declared === null && got !== null)
    return odd(
      `WeChat lists the live plugin ${got.version}, which app.json does not declare.`,
      `Something else was packed than was checked. ${look}`,
    )
  if (declared !== null && got !== null && declared.version !== got.version)
    return odd(
      `WeChat lists the live plugin ${got.version}; app.json declares ${declared.version}.`,
      `Something else was packed than was checked. ${look}`,
    )
  return null
}

function compareSizes(sent: Sizes, got: Sizes): string[] {
  const names = new Set([...Object.keys(sent.packages), ...Object.keys(got.packages)])
  const warnings = [...names].flatMap((name) =>
    differing(name, sent.packages[name], got.packages[name]),
  )
  return [...warnings, ...differing('all packages', sent.total, got.total)]
}

function differing(name: string, sent: number | undefined, got: number | undefined): string[] {
  if (sent === undefined) return [`WeChat weighed ${name}, which was not among what was checked.`]
  if (got === undefined) return [`WeChat told no size of ${name}.`]
  const off = Math.abs(sent - got)
  return off > sent * TOLERANCE.part && off > TOLERANCE.bytes
    ? [`WeChat weighed ${name} as ${kilobytes(got)}; ${kilobytes(sent)} were checked.`]
    : []
}
