import ts from 'typescript'
import type { Finding } from '../problem'
import { type Project, shownPath, type SourceFile } from '../project/project'
import type { Rule } from './rule'

/**
 * WXS looks like JavaScript but supports less than ES5. The rules are measured with WeChat's
 * compiler (miniprogram-compiler 0.2.3), which does not run on all machines. miniprogram-ci 2.1.42
 * accepts all of this.
 * @see dev/reference/wxs
 */
export const wxsSyntax: Rule = {
  name: 'wxs-syntax',
  check: ({ project }) => [...project.files.values()].flatMap((file) => findings(project, file)),
}

function findings(project: Project, { path, text, template }: SourceFile): Finding[] {
  const modules = path.endsWith('.wxs')
    ? [{ text: text ?? '', line: 1 }]
    : (template ?? []).flatMap(({ wxs }) => wxs ?? [])
  return modules.flatMap((module) =>
    faults(module.text).map(({ line, fault }) => ({
      file: shownPath(project, path),
      line: module.line + line,
      message: `${fault} Without the module no function of it can be called on the phone.`,
    })),
  )
}

interface Fault {
  /** From 0. */
  readonly line: number
  readonly fault: string
}

/** The first syntax error; if there is none, the syntax that WXS lacks. */
function faults(script: string): Fault[] {
  const { diagnostics } = ts.transpileModule(script, {
    fileName: 'module.js',
    reportDiagnostics: true,
    compilerOptions: { allowJs: true, target: ts.ScriptTarget.ESNext },
  })
  const source = ts.createSourceFile('module.js', script, ts.ScriptTarget.ESNext, true)
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line
  const [error] = diagnostics ?? []
  if (error) {
    // further errors are consequences of the first
    const fault = `Not WXS: ${ts.flattenDiagnosticMessageText(error.messageText, ' ')}`
    return [{ line: lineOf(error.start ?? 0), fault }]
  }
  const found: Fault[] = []
  const visit = (node: ts.Node): void => {
    const fault = lacking(node)
    if (fault !== null) found.push({ line: lineOf(node.getStart(source)), fault })
    else ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const LACKING: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.ArrowFunction, 'arrow functions: write function () {}'],
  [ts.SyntaxKind.TemplateExpression, 'template strings: add texts with +'],
  [ts.SyntaxKind.NoSubstitutionTemplateLiteral, 'template strings: use quotes'],
  [ts.SyntaxKind.ForOfStatement, 'for-of: count with an index'],
  [ts.SyntaxKind.ForInStatement, 'for-in: count with an index'],
  [ts.SyntaxKind.ShorthandPropertyAssignment, 'short properties: write name: name'],
  [ts.SyntaxKind.MethodDeclaration, 'short methods: write name: function () {}'],
  [ts.SyntaxKind.ComputedPropertyName, 'computed names: assign object[name] afterwards'],
  [ts.SyntaxKind.GetAccessor, 'getters: write a function'],
  [ts.SyntaxKind.SetAccessor, 'setters: write a function'],
  [ts.SyntaxKind.ClassDeclaration, 'classes: write functions'],
  [ts.SyntaxKind.SpreadElement, 'spread: list the items'],
  [ts.SyntaxKind.SpreadAssignment, 'spread: list the properties'],
  [ts.SyntaxKind.ObjectBindingPattern, 'destructuring: read object.name'],
  [ts.SyntaxKind.ArrayBindingPattern, 'destructuring: read list[0]'],
  [ts.SyntaxKind.NewExpression, 'new: use getDate() or getRegExp()'],
  [ts.SyntaxKind.RegularExpressionLiteral, 'regular expressions: use getRegExp()'],
  [ts.SyntaxKind.TryStatement, 'try: test before'],
  [ts.SyntaxKind.ThrowStatement, 'throw: return an error value'],
  [ts.SyntaxKind.LabeledStatement, 'labels: use a variable'],
  [ts.SyntaxKind.ImportDeclaration, "import: use require('./x.wxs')"],
  [ts.SyntaxKind.ExportAssignment, 'export: assign module.exports'],
  [ts.SyntaxKind.ExportDeclaration, 'export: assign module.exports'],
  [ts.SyntaxKind.ExportKeyword, 'export: assign module.exports'],
  [ts.SyntaxKind.AsyncKeyword, 'async: WXS has no promises'],
])

const OPERATORS: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.QuestionQuestionToken, '??: write a === undefined ? b : a'],
  [ts.SyntaxKind.AsteriskAsteriskToken, '**: use Math.pow()'],
  [ts.SyntaxKind.InKeyword, 'in: compare with undefined'],
  [ts.SyntaxKind.InstanceOfKeyword, 'instanceof: compare the constructor'],
])

function lacking(node: ts.Node): string | null {
  const what = LACKING.get(node.kind) ?? operator(node) ?? declaration(node)
  return what === undefined ? null : `WXS has no ${what}.`
}

function operator(node: ts.Node): string | undefined {
  if (ts.isBinaryExpression(node)) return OPERATORS.get(node.operatorToken.kind)
  return ts.isOptionalChain(node) ? '?.: write a && a.b' : undefined
}

function declaration(node: ts.Node): string | undefined {
  if (ts.isVariableDeclarationList(node) && node.flags & ts.NodeFlags.BlockScoped)
    return 'let and const: write var'
  if (ts.isParameter(node) && node.dotDotDotToken) return '...rest: use arguments'
  if (ts.isFunctionDeclaration(node) && node.asteriskToken) return 'generators: return a list'
  return undefined
}
