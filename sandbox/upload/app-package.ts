import { gunzipSync } from 'node:zlib'
import { field, parseJson, textField } from './json'
import { NotAPackage, unpack } from './wxvpkg'

/** A plugin, as a package of the app declares it. */
export interface DeclaredPlugin {
  readonly alias: string
  readonly provider: string
  readonly version: string
  /** __APP__, or the root of the subpackage that declares it. */
  readonly home: string
}

/** What one upload or preview sends. */
export interface AppPackage {
  readonly files: ReadonlyMap<string, Buffer>
  /** Bytes by package: __APP__, each subpackage under its root, and __FULL__ for all. */
  readonly sizes: Readonly<Record<string, number>>
  readonly plugins: readonly DeclaredPlugin[]
  /** What signs this upload; '' where nothing does. */
  readonly signature: string
}

export const MAIN = '__APP__'
export const ALL = '__FULL__'

const SIGNATURE_FILE = 'ci.signature'

/**
 * Opens the body of an upload: a gzipped package with the signature as one more file in it.
 * @throws NotAPackage
 */
export function openPackage(body: Buffer): AppPackage {
  const files = unpack(gunzip(body))
  const signed = parseJson(files.get(SIGNATURE_FILE)?.toString('utf8') ?? '')
  files.delete(SIGNATURE_FILE)
  const app = parseJson(files.get('app.json')?.toString('utf8') ?? '')
  if (app === undefined) throw new NotAPackage('no app.json that can be read')
  const parts = subpackagesOf(app)
  return {
    files,
    sizes: measure(files, [...parts.keys()]),
    plugins: [
      ...pluginsOf(app, MAIN),
      ...[...parts].flatMap(([root, part]) => pluginsOf(part, root)),
    ],
    signature: textField(signed, 'signature'),
  }
}

function gunzip(body: Buffer): Buffer {
  try {
    return gunzipSync(body)
  } catch (cause) {
    throw new NotAPackage('not gzipped', { cause })
  }
}

/** The compiler writes `subPackages`; an app that was not compiled may say `subpackages`. */
function subpackagesOf(app: unknown): Map<string, unknown> {
  const parts = field(app, 'subPackages') ?? field(app, 'subpackages')
  if (!Array.isArray(parts)) return new Map()
  const roots = parts.map((part: unknown): [string, unknown] => [
    textField(part, 'root').replace(/^\/+|\/+$/g, ''),
    part,
  ])
  return new Map(roots.filter(([root]) => root !== ''))
}

function pluginsOf(part: unknown, home: string): DeclaredPlugin[] {
  const plugins = field(part, 'plugins')
  if (typeof plugins !== 'object' || plugins === null) return []
  return Object.entries(plugins).map(([alias, plugin]: [string, unknown]) => ({
    alias,
    provider: textField(plugin, 'provider'),
    version: textField(plugin, 'version'),
    home,
  }))
}

/** Source maps are sent along and count for nothing; the client leaves them out in the same way. */
export function measure(
  files: ReadonlyMap<string, Buffer>,
  roots: readonly string[],
): Record<string, number> {
  const sizes = new Map([ALL, MAIN, ...roots].map((name) => [name, 0]))
  const add = (name: string, bytes: number): unknown =>
    sizes.set(name, (sizes.get(name) ?? 0) + bytes)
  for (const [name, content] of files) {
    if (isSourceMap(name)) continue
    add(roots.find((root) => name.startsWith(`${root}/`)) ?? MAIN, content.length)
    add(ALL, content.length)
  }
  return Object.fromEntries(sizes)
}

export function isSourceMap(name: string): boolean {
  return name.endsWith('.js.map')
}
