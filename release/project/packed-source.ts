import type { Project, SourceFile } from './project'

/** The file that a packed one was made of; a script may have been TypeScript. */
export function packedSource(project: Project, packedPath: string): SourceFile | undefined {
  return project.files.get(packedPath.replace(/\.js$/, '.ts')) ?? project.files.get(packedPath)
}

/** What a file of the app is called when it is packed. */
export function packedPath(path: string): string {
  return path.replace(/\.ts$/, '.js')
}
