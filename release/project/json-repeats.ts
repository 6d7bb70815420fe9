import ts from 'typescript'

export interface RepeatedKey {
  readonly key: string
  /** Of the one that counts: a reader takes the last. */
  readonly line: number
}

/** Keys that stand more than once in one object, which `JSON.parse` takes without a word. */
export function repeatedKeys(json: string): RepeatedKey[] {
  const source = ts.parseJsonText('file.json', json)
  const found: RepeatedKey[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const seen = new Set<string>()
      for (const { name } of node.properties) {
        if (!name || !ts.isStringLiteral(name)) continue
        const { line } = source.getLineAndCharacterOfPosition(name.getStart(source))
        if (seen.has(name.text)) found.push({ key: name.text, line: line + 1 })
        seen.add(name.text)
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}
