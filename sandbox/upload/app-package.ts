import { gunzipSync } from 'node:zlib'
import { field, parseJson, textField } from './json'
import { InvalidPackage, unpack } from './wxvpkg'

/** A plugin declared in the app. */
export interface DeclaredPlugin {
  readonly alias: string
  readonly provider: string
  readonly version: string
  /** __APP__, or the root of the subpackage that declares it. */
  readonly declaredIn: string
}

/** The content of an upload or preview. */
export interface AppPackage {
  readonly files: ReadonlyMap<string, Buffer>
  /** Bytes by package: __APP__, the root of each subpackage, and __FULL__ for the total. */
  readonly sizes: Readonly<Record<string, number>>
  readonly plugins: readonly DeclaredPlugin[]
  /** The signature of the upload; '' if it has none. */
  readonly signature: string
}

export const MAIN_PACKAGE = '__APP__'
export const WHOLE_APP = '__FULL__'

const SIGNATURE_FILE = 'ci.signature'

/**
 * Reads the body of an upload: a gzipped package that also contains the signature as a file.
 * @throws NotAPackage
 */
export function openPackage(body: Buffer): AppPackage {
  const files = unpack(gunzip(body))
  const signed = parseJson(files.get(SIGNATURE_FILE)?.toString('utf8') ?? '')
  files.delete(SIGNATURE_FILE)
  const app = parseJson(files.get('app.json')?.toString('utf8') ?? '')
  if (app === undefined) throw new InvalidPackage('app.json is missing or invalid')
  const parts = subpackagesOf(app)
  return {
    files,
    sizes: measure(files, [...parts.keys()]),
    plugins: [
      ...pluginsOf(app, MAIN_PACKAGE),
      ...[...parts].flatMap(([root, part]) => pluginsOf(part, root)),
    ],
    signature: textField(signed, 'signature'),
  }
}

function gunzip(body: Buffer): Buffer {
  try {
    return gunzipSync(body)
  } catch (cause) {
    throw new InvalidPackage('not gzipped', { cause })
  }
}

/** The compiler writes `subPackages`; an app that was not compiled may contain `subpackages`. */
function subpackagesOf(app: unknown): Map<string, unknown> {
  const parts = field(app, 'subPackages') ?? field(app, 'subpackages')
  if (!Array.isArray(parts)) return new Map()
  const roots = parts.map((part: unknown): [string, unknown] => [
    textField(part, 'root').replace(/^\/+|\/+$/g, ''),
    part,
  ])
  return new Map(roots.filter(([root]) => root !== ''))
}

function pluginsOf(part: unknown, declaredIn: string): DeclaredPlugin[] {
  const plugins = field(part, 'plugins')
  if (typeof plugins !== 'object' || plugins === null) return []
  return Object.entries(plugins).map(([alias, plugin]: [string, unknown]) => ({
    alias,
    provider: textField(plugin, 'provider'),
    version: textField(plugin, 'version'),
    declaredIn,
  }))
}

/** Source maps do not count towards the size, as in the client. */
export function measure(
  files: ReadonlyMap<string, Buffer>,
  roots: readonly string[],
): Record<string, number> {
  const sizes = new Map([WHOLE_APP, MAIN_PACKAGE, ...roots].map((name) => [name, 0]))
  const add = (name: string, bytes: number): unknown =>
    sizes.set(name, (sizes.get(name) ?? 0) + bytes)
  for (const [name, content] of files) {
    if (isSourceMap(name)) continue
    add(roots.find((root) => name.startsWith(`${root}/`)) ?? MAIN_PACKAGE, content.length)
    add(WHOLE_APP, content.length)
  }
  return Object.fromEntries(sizes)
}

export function isSourceMap(name: string): boolean {
  return name.endsWith('.js.map')
}
