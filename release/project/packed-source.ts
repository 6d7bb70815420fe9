import type { PackedFile } from '../compile/messages'
import type { Project, SourceFile } from './project'

/** The source of a packed file; a packed script may come from TypeScript. */
export function packedSource(project: Project, packedPath: string): SourceFile | undefined {
  return project.files.get(packedPath.replace(/\.js$/, '.ts')) ?? project.files.get(packedPath)
}

/** The path of a source file in the package. */
export function packedPath(path: string): string {
  return path.replace(/\.ts$/, '.js')
}

/** The source paths of the packed files; of all files if the packed files are not known. */
export function shippedPaths(
  project: Project,
  packed: readonly PackedFile[] | null,
): ReadonlySet<string> {
  return packed === null
    ? new Set(project.files.keys())
    : new Set(packed.flatMap(({ path }) => packedSource(project, path)?.path ?? []))
}
