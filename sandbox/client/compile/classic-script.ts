import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { transpile } from './transpile'

/**
 * Bundles a TypeScript module and its imports into one classic script. It supports what the host code needs:
 * relative imports and published CommonJS packages.
 */
export function bundleClassicScript(entry: string): string {
  const packed = new Map<string, { id: number; code: string }>()
  const add = (file: string): number => {
    const known = packed.get(file)
    if (known !== undefined) return known.id
    const module = { id: packed.size, code: '' }
    packed.set(file, module)
    const source = fs.readFileSync(file, 'utf8')
    const code = file.endsWith('.ts')
      ? transpile(file, source, 'ES2022').code
      : withoutSourceMap(source)
    module.code = code.replace(
      /(?<![.\w])require\((["'])([^"']+)\1\)/g,
      (_, _quote, wanted: string) => `require(${add(resolve(wanted, file))})`,
    )
    return module.id
  }
  add(path.resolve(entry))
  const modules = [...packed.values()].map(
    ({ code }) => `function (exports, require, module) {\n${code}\n}`,
  )
  return (
    `(function () {\nvar modules = [${modules.join(',\n')}], loaded = [];\n` +
    `function require(id) {\n` +
    `if (loaded[id]) return loaded[id].exports;\n` +
    `var module = loaded[id] = { exports: {} };\n` +
    `modules[id].call(module.exports, module.exports, require, module);\n` +
    `return module.exports;\n}\nrequire(0);\n})();\n`
  )
}

function resolve(wanted: string, from: string): string {
  if (!wanted.startsWith('.')) return createRequire(from).resolve(wanted)
  const base = path.resolve(path.dirname(from), wanted)
  const found = [`${base}.ts`, path.join(base, 'index.ts'), base].find(
    (file) => fs.existsSync(file) && fs.statSync(file).isFile(),
  )
  if (found === undefined) throw new Error(`${from} imports "${wanted}", which does not exist`)
  return found
}

function withoutSourceMap(code: string): string {
  return code.replace(/\/\/# sourceMappingURL=.*/g, '')
}
