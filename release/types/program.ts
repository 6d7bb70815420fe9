import { existsSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

export const TSCONFIG = 'tsconfig.json'

export type AppProgram =
  | {
      readonly kind: 'program'
      readonly program: ts.Program
      readonly own: readonly ts.SourceFile[]
    }
  | { readonly kind: 'unreadable'; readonly faults: readonly ts.Diagnostic[] }
  /** An app in plain JavaScript: nothing to say about its types. */
  | { readonly kind: 'none' }

/**
 * The typings of packages, parsed once in a process: what checks many apps, one after the other,
 * reads the same megabytes each time. Programs of equal options may share what is parsed.
 */
const parsed = new Map<string, ts.SourceFile>()

/** The program that `tsc -p tsconfig.json` would make; its own files are those that are no package's. */
export function createAppProgram(projectDir: string): AppProgram {
  const file = path.join(projectDir, TSCONFIG)
  if (!existsSync(file)) return { kind: 'none' }
  const unreadable: ts.Diagnostic[] = []
  const config = ts.getParsedCommandLineOfConfigFile(
    file,
    { noEmit: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (fault) => void unreadable.push(fault) },
  )
  const faults = [...unreadable, ...(config?.errors ?? [])]
  if (!config || faults.length > 0) return { kind: 'unreadable', faults }
  const program = ts.createProgram({
    rootNames: config.fileNames,
    options: config.options,
    projectReferences: config.projectReferences ?? [],
    host: sharingHost(config.options),
  })
  const own = program.getSourceFiles().filter(({ fileName }) => !isOfPackage(fileName))
  return { kind: 'program', program, own }
}

function sharingHost(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options)
  // where the configuration stands changes nothing in what a package says
  const shape = JSON.stringify({ ...options, configFilePath: '', pathsBasePath: '' })
  return {
    ...host,
    getSourceFile: (name, ...how) => {
      if (!isOfPackage(name)) return host.getSourceFile(name, ...how)
      const key = `${name}\n${shape}`
      const source = parsed.get(key) ?? host.getSourceFile(name, ...how)
      if (source) parsed.set(key, source)
      return source
    },
  }
}

function isOfPackage(file: string): boolean {
  return file.includes('/node_modules/')
}
