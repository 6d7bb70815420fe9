import ts from 'typescript'
import { jsonFault } from './json-fault'

/** A JSON file with the lines of its values, for the line of a finding. */
export type JsonSource =
  | { readonly kind: 'parsed'; readonly value: unknown; readonly lineOf: LineOf }
  | { readonly kind: 'broken'; readonly line: number; readonly message: string }

/** The line, from 1, of the deepest part of `keys` that exists. */
export type LineOf = (...keys: readonly (string | number)[]) => number

export function parseJson(text: string): JsonSource {
  try {
    const value: unknown = JSON.parse(text)
    return { kind: 'parsed', value, lineOf: lines(text) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { kind: 'broken', line: faultLine(text), message }
  }
}

function lines(text: string): LineOf {
  let source: ts.JsonSourceFile | undefined
  return (...keys) => {
    source ??= ts.parseJsonText('file.json', text)
    let node: ts.Node | undefined = source.statements[0]?.expression
    let position = 0
    for (const key of keys) {
      const next: { at: ts.Node; value: ts.Node } | undefined = node && child(node, key)
      if (!next) break
      position = next.at.getStart(source)
      node = next.value
    }
    return source.getLineAndCharacterOfPosition(position).line + 1
  }
}

function child(node: ts.Node, key: string | number): { at: ts.Node; value: ts.Node } | undefined {
  if (ts.isArrayLiteralExpression(node)) {
    const value = node.elements[Number(key)]
    return value && { at: value, value }
  }
  if (!ts.isObjectLiteralExpression(node)) return undefined
  // JSON.parse uses the last of two equal keys
  for (const property of [...node.properties].reverse())
    if (
      ts.isPropertyAssignment(property) &&
      ts.isStringLiteral(property.name) &&
      property.name.text === String(key)
    )
      return { at: property.name, value: property.initializer }
  return undefined
}

function faultLine(text: string): number {
  return text.slice(0, jsonFault(text) ?? 0).split('\n').length
}
