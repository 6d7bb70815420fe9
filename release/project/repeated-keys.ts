import ts from 'typescript'

export interface RepeatedKey {
  readonly key: string
  /** The line of the last one, which is the one that readers use. */
  readonly line: number
}

/** Finds keys that occur more than once in an object. `JSON.parse` accepts them silently. */
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
