import ts from 'typescript'

export interface WithoutPlugins {
  /** Each value keeps its line, so that line numbers of findings fit the source. */
  readonly text: string
  /** The tags whose component came from a plugin. */
  readonly removedTags: readonly string[]
}

/**
 * Removes the plugins from the JSON of an app: `plugins` of app.json and of its subpackages, each
 * component of a plugin in `usingComponents`, and its placeholder. Broken JSON is returned
 * unchanged, so that `json-syntax` reports it.
 */
export function withoutPlugins(file: string, text: string): WithoutPlugins {
  const root = text.includes('plugin') ? parseObject(text) : null
  if (root === null) return { text, removedTags: [] }
  const components = objectsAt(root, 'usingComponents')
  const removedTags = components
    .flatMap(({ properties }) => properties.filter(isFromPlugin))
    .flatMap((property) => nameOf(property) ?? [])
  const isFallen = (property: ts.Node) => removedTags.includes(nameOf(property) ?? '')
  const isPlugins = (property: ts.Node) => nameOf(property) === 'plugins'
  const gaps = [
    ...components.flatMap((object) => removedRanges(object, isFromPlugin)),
    ...objectsAt(root, 'componentPlaceholder').flatMap((object) => removedRanges(object, isFallen)),
    ...(file === 'app.json'
      ? [root, ...subpackages(root)].flatMap((object) => removedRanges(object, isPlugins))
      : []),
  ]
  return { text: blank(text, gaps), removedTags }
}

interface Range {
  readonly from: number
  readonly to: number
}

/** The ranges of the removed properties and of the commas that become superfluous. */
function removedRanges(
  { properties }: ts.ObjectLiteralExpression,
  goes: (one: ts.Node) => boolean,
): Range[] {
  const lastKept = properties.findLastIndex((property) => !goes(property))
  return properties.flatMap((property, index) => {
    const next = properties[index + 1]
    // between two properties there is only a comma
    const comma = next ? [{ from: property.end, to: next.pos }] : []
    if (goes(property)) return [{ from: property.pos, to: property.end }, ...comma]
    return index === lastKept ? comma : []
  })
}

/** Replaces the ranges by spaces and keeps the line breaks. */
function blank(text: string, gaps: readonly Range[]): string {
  return gaps.reduce(
    (left, { from, to }) =>
      left.slice(0, from) + left.slice(from, to).replace(/[^\r\n]/g, ' ') + left.slice(to),
    text,
  )
}

function parseObject(text: string): ts.ObjectLiteralExpression | null {
  try {
    JSON.parse(text)
  } catch {
    return null
  }
  const root = ts.parseJsonText('file.json', text).statements[0]?.expression
  return root && ts.isObjectLiteralExpression(root) ? root : null
}

function subpackages(root: ts.ObjectLiteralExpression): ts.ObjectLiteralExpression[] {
  return ['subpackages', 'subPackages']
    .flatMap((key) => valuesAt(root, key))
    .flatMap((value) => (ts.isArrayLiteralExpression(value) ? [...value.elements] : []))
    .filter(ts.isObjectLiteralExpression)
}

function objectsAt(object: ts.ObjectLiteralExpression, key: string): ts.ObjectLiteralExpression[] {
  return valuesAt(object, key).filter(ts.isObjectLiteralExpression)
}

/** Several values if the key is repeated. */
function valuesAt({ properties }: ts.ObjectLiteralExpression, key: string): ts.Expression[] {
  return properties.flatMap((property) =>
    ts.isPropertyAssignment(property) && nameOf(property) === key ? [property.initializer] : [],
  )
}

function nameOf(node: ts.Node): string | null {
  return ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name) ? node.name.text : null
}

function isFromPlugin(node: ts.Node): boolean {
  return (
    ts.isPropertyAssignment(node) &&
    ts.isStringLiteral(node.initializer) &&
    /^plugin(?:-private)?:\/\//.test(node.initializer.text)
  )
}
