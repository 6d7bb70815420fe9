import type { PackedFile } from './compile/messages'
import { type AppPackage, MAIN_PACKAGE } from './project/project'

export interface Sizes {
  /** Bytes by package: `main`, then each subpackage by its root. */
  readonly packages: Readonly<Record<string, number>>
  readonly total: number
}

export const NO_SIZES: Sizes = { packages: {}, total: 0 }

/** Measures the packages as they would be uploaded. The live plugin is not part of any package. */
export function measure(
  packed: readonly PackedFile[],
  packages: readonly Pick<AppPackage, 'name' | 'root'>[],
): Sizes {
  const bytes = new Map<string, number>(
    [MAIN_PACKAGE, ...packages.map(({ name }) => name)].map((name) => [name, 0]),
  )
  for (const file of packed) {
    const home = packages.find(({ root }) => root !== '' && file.path.startsWith(`${root}/`))
    const name = home?.name ?? MAIN_PACKAGE
    bytes.set(name, (bytes.get(name) ?? 0) + file.bytes)
  }
  return {
    packages: Object.fromEntries(bytes),
    total: packed.reduce((sum, file) => sum + file.bytes, 0),
  }
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`
}
