import { MAIN_PACKAGE } from '../project/project'
import { kilobytes, type Sizes } from '../sizes'
import type { AnsweredPackage, AnsweredPlugin, UploadAnswer } from './messages'
import { refusal, type Refusal } from './refusal'

/** The live plugin as declared in app.json; null: none, as in the channels flavour. */
export type DeclaredPlugin = { readonly provider: string; readonly version: string } | null

export interface Sent {
  readonly sizes: Sizes
  readonly livePlugin: DeclaredPlugin
  /** The provider of the live plugin, whether or not it is declared. */
  readonly liveProvider: string
}

export interface Comparison {
  /**
   * The sizes that WeChat reports, with the package names of `npm run check`; null: it reports
   * none.
   */
  readonly sizes: Sizes | null
  readonly livePlugin: AnsweredPlugin | null
  /** Set if WeChat has a different app from the one that was sent. */
  readonly failure: Refusal | null
  /** Differences that are no proof of a fault. */
  readonly warnings: readonly string[]
}

/**
 * WeChat does not document how it measures sizes. Only differences above both limits are reported.
 */
const TOLERANCE = { part: 0.1, bytes: 8 * 1024 }

/** Compares WeChat's answer with what was sent. Without the live plugin, no room opens. */
export function compare(sent: Sent, answer: UploadAnswer): Comparison {
  const sizes = answer.packages && readSizes(answer.packages)
  const livePlugin = answer.plugins?.find(({ provider }) => provider === sent.liveProvider) ?? null
  return {
    sizes,
    livePlugin,
    failure: comparePlugin(sent.livePlugin, livePlugin),
    warnings: sizes === null ? ['WeChat reported no sizes.'] : compareSizes(sent.sizes, sizes),
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
  const differs = (message: string, advice: string) => refusal('plugin-differs', message, advice)
  const look = 'Check the version at mp.weixin.qq.com, and upload again with a higher version.'
  if (declared !== null && got === null)
    return differs(
      `WeChat accepted the upload but does not list the live plugin ${declared.version} in it.`,
      `No room can be entered in this version: do not release it. ${look}`,
    )
  if (declared === null && got !== null)
    return differs(
      `WeChat lists the live plugin ${got.version}, which app.json does not declare.`,
      `The uploaded app differs from the checked app. ${look}`,
    )
  if (declared !== null && got !== null && declared.version !== got.version)
    return differs(
      `WeChat lists the live plugin ${got.version}; app.json declares ${declared.version}.`,
      `The uploaded app differs from the checked app. ${look}`,
    )
  return null
}

function compareSizes(sent: Sizes, got: Sizes): string[] {
  const names = new Set([...Object.keys(sent.packages), ...Object.keys(got.packages)])
  const warnings = [...names].flatMap((name) =>
    sizeWarnings(name, sent.packages[name], got.packages[name]),
  )
  return [...warnings, ...sizeWarnings('all packages', sent.total, got.total)]
}

function sizeWarnings(name: string, sent: number | undefined, got: number | undefined): string[] {
  if (sent === undefined) return [`WeChat reports the package ${name}, which was not checked.`]
  if (got === undefined) return [`WeChat reported no size for ${name}.`]
  const off = Math.abs(sent - got)
  return off > sent * TOLERANCE.part && off > TOLERANCE.bytes
    ? [`WeChat reports ${kilobytes(got)} for ${name}; check measured ${kilobytes(sent)}.`]
    : []
}
