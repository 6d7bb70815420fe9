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
  /** An app in plain JavaScript, without types. */
  | { readonly kind: 'none' }

/** The parsed typings of packages, shared by all programs of this process with equal options. */
const parsed = new Map<string, ts.SourceFile>()

/** Creates the program of `tsc -p tsconfig.json`. `own` are its files outside node_modules. */
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
  // the location of the configuration does not change the parsed packages
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
