import type { PackedFile } from '../compile/messages'
import type { Project, SourceFile } from './project'

/** The file that a packed one was made of; a script may have been TypeScript. */
export function packedSource(project: Project, packedPath: string): SourceFile | undefined {
  return project.files.get(packedPath.replace(/\.js$/, '.ts')) ?? project.files.get(packedPath)
}

/** What a file of the app is called when it is packed. */
export function packedPath(path: string): string {
  return path.replace(/\.ts$/, '.js')
}

/** The paths of the files that phones get; of all files where what is packed is not known. */
export function shippedPaths(
  project: Project,
  packed: readonly PackedFile[] | null,
): ReadonlySet<string> {
  return packed === null
    ? new Set(project.files.keys())
    : new Set(packed.flatMap(({ path }) => packedSource(project, path)?.path ?? []))
}
