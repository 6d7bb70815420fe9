import { createRequire } from 'node:module'
import path from 'node:path'
import { buildCache } from './build-cache'

type TypeScript = typeof import('typescript')

const requireHere = createRequire(__filename)
const VERSION = (requireHere('typescript/package.json') as { version: string }).version

/** Loaded on first use: a start with a complete cache does not need it. */
export const typescript = (): TypeScript => requireHere('typescript') as TypeScript

export interface SyntaxFault {
  /** From 1; 0 if the error has no line. */
  readonly line: number
  readonly message: string
}

export interface Transpiled {
  readonly code: string
  readonly faults: readonly SyntaxFault[]
}

/** Compiles to a CommonJS module, without type check or bundling. Results without errors are cached. */
export function transpile(file: string, source: string, target: 'ES2020' | 'ES2022'): Transpiled {
  let made: Transpiled | undefined
  const how = `typescript ${VERSION}, ${path.extname(file)} to CommonJS of ${target}`
  const code = buildCache(how, source, () => {
    made = runTranspiler(file, source, target)
    return made.faults.length === 0 ? made.code : null
  })
  return made ?? { code: code ?? '', faults: [] }
}

function runTranspiler(file: string, source: string, target: 'ES2020' | 'ES2022'): Transpiled {
  const ts = typescript()
  const { outputText, diagnostics = [] } = ts.transpileModule(source, {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget[target],
      esModuleInterop: true,
      allowJs: true,
    },
  })
  const faults = diagnostics.map(({ file: parsed, start, messageText }) => {
    const hasPlace = parsed !== undefined && start !== undefined
    return {
      line: hasPlace ? parsed.getLineAndCharacterOfPosition(start).line + 1 : 0,
      message: ts.flattenDiagnosticMessageText(messageText, ' '),
    }
  })
  return { code: outputText, faults }
}
