/** Type-checks the TypeScript of the guides as a part of the app. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

const ROOT = path.resolve(__dirname, '../..')
const APP = path.join(ROOT, 'miniprogram')
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')

/** The app's files that a guide shows in part: a snippet replaces the function of the same name. */
const MERCHANT_FILES = ['on-buy.ts', 'config.ts', 'routes.ts']

/** Names and modules of the merchant's own code, such as `myCartUrl` and `./my-cart`. They need no declaration. */
const MERCHANT_NAME = /Cannot find (?:name '(?:my|\w*My)[A-Z]\w*'|module '\.\/my-)/

interface Snippet {
  /** `docs/extending.md:8` */
  readonly place: string
  readonly code: string
}

function snippetsOf(guide: string): Snippet[] {
  const text = read(guide)
  return [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(({ index, 1: code = '' }) => ({
    place: `${guide}:${text.slice(0, index).split('\n').length}`,
    code,
  }))
}

interface CheckedFile {
  readonly name: string
  readonly text: string
  /** The position of the snippet. Only its errors count. */
  readonly from: number
  readonly to: number
}

function asFile({ code }: Snippet, index: number): CheckedFile {
  const name = path.join(APP, `guide-snippet-${index}.ts`).replaceAll(path.sep, '/')
  const shown = /^export (?:function|const) (\w+)/m.exec(code)?.[1]
  // a snippet with imports is a whole file
  const isWhole = code.startsWith('import ')
  for (const file of isWhole ? [] : MERCHANT_FILES) {
    if (shown === undefined || !existsSync(path.join(APP, file))) continue
    const original = read(`miniprogram/${file}`)
    const source = ts.createSourceFile(file, original, ts.ScriptTarget.ES2022)
    const replaced = source.statements.find(
      (statement) => ts.isFunctionDeclaration(statement) && statement.name?.text === shown,
    )
    if (!replaced) continue
    const from = replaced.getStart(source)
    const text = original.slice(0, from) + code + original.slice(replaced.end)
    return { name, text, from, to: from + code.length }
  }
  return { name, text: code, from: 0, to: code.length }
}

function errorsOf(files: readonly CheckedFile[]): string[][] {
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(ROOT, 'tsconfig.json'),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  )
  if (!config) throw new Error('tsconfig.json cannot be read')
  const host = ts.createCompilerHost(config.options)
  const virtual = new Map(files.map((file) => [file.name, file.text]))
  const program = ts.createProgram(
    [...config.fileNames.filter((file) => file.endsWith('.d.ts')), ...virtual.keys()],
    config.options,
    {
      ...host,
      fileExists: (name) => virtual.has(name) || host.fileExists(name),
      getSourceFile: (name, options) => {
        const text = virtual.get(name)
        return text === undefined
          ? host.getSourceFile(name, options)
          : ts.createSourceFile(name, text, options)
      },
    },
  )
  return files.map(({ name, from, to }) => {
    const source = program.getSourceFile(name)
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      .filter(({ start = 0 }) => start >= from && start < to)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
      .filter((message) => !MERCHANT_NAME.test(message))
  })
}

describe('the TypeScript of the guides', () => {
  const docs = readdirSync(path.join(ROOT, 'docs')).filter((file) => file.endsWith('.md'))
  const readmes = readdirSync(ROOT).filter((file) => /^README.*\.md$/.test(file))
  const snippets = [...docs.map((file) => `docs/${file}`), ...readmes].flatMap(snippetsOf)
  const wrong: Snippet = { place: 'a wrong snippet', code: "export const sum: number = 'text'\n" }
  const errors = errorsOf([...snippets, wrong].map(asFile))

  it('exists in docs/extending.md', () => {
    expect(snippets.some(({ place }) => place.startsWith('docs/extending.md:'))).toBe(true)
  })

  it.each(snippets.map(({ place }, index) => [place, errors[index]] as const))(
    'has no type errors at %s',
    (_place, found) => expect(found).toEqual([]),
  )

  it('is really checked', () => {
    expect(errors.at(-1)).toEqual(["Type 'string' is not assignable to type 'number'."])
  })
})
