import path from 'node:path'

/**
 * Resolves a path in a source file to a path from the app's root; null for anything that is no file
 * of the app (npm packages, plugins, addresses, expressions).
 */
export function resolveReference(fromFile: string, specifier: string): string | null {
  if (specifier.includes('://') || specifier.includes('{{')) return null
  if (specifier.startsWith('/')) return path.posix.normalize(specifier.slice(1))
  if (!specifier.startsWith('./') && !specifier.startsWith('../')) return null
  return path.posix.join(path.posix.dirname(fromFile), specifier)
}

/**
 * The same for `usingComponents`, `@import` and `src`, where WeChat also reads `x/y` as relative.
 */
export function resolveRelative(fromFile: string, specifier: string): string | null {
  const bare = !/^(?:\.{0,2}\/)/.test(specifier) && !specifier.includes('://')
  return resolveReference(fromFile, bare ? `./${specifier}` : specifier)
}
