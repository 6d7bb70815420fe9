import { cpSync, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { optional?: boolean }>>
}

/**
 * The packages that `npm ci --omit=dev --workspace server` installs, from the lock file: the
 * dependencies of server and their dependencies, each at its path.
 */
export function productionPackages(root: string): string[] {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>
  }
  const wanted = new Set<string>()
  const need = (from: string): void => {
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } =
      lock.packages[from] ?? {}
    const peers = Object.keys(peerDependencies ?? {}).filter(
      (name) => peerDependenciesMeta?.[name]?.optional !== true,
    )
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies }).concat(peers)) {
      const place = placeOf(lock.packages, from, name)
      if (place === undefined || wanted.has(place)) continue
      wanted.add(place)
      need(place)
    }
  }
  need('server')
  return [...wanted].sort()
}

/** Path of a dependency: the own node_modules or those of a parent folder. */
function placeOf(
  packages: Readonly<Record<string, LockedPackage>>,
  from: string,
  name: string,
): string | undefined {
  for (let above = from; ; above = above.slice(0, Math.max(0, above.lastIndexOf('/')))) {
    const place = path.posix.join(above, 'node_modules', name)
    if (place in packages) return place
    if (above === '') return undefined
  }
}

/** Copies the packages. Packages for other platforms are missing and not needed. */
export function copyPackages(root: string, places: readonly string[], to: string): void {
  for (const place of places) {
    const source = path.join(root, place)
    if (existsSync(source)) {
      cpSync(source, path.join(to, place), {
        recursive: true,
        dereference: true,
        // A nested package is on the list if it is needed.
        filter: (file) => !path.relative(source, file).split(path.sep).includes('node_modules'),
      })
    }
  }
}
