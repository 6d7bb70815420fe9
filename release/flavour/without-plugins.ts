import ts from 'typescript'

export interface WithoutPlugins {
  /** Each value stands on the line where it stood before: what is said of it fits the source. */
  readonly text: string
  /** The tags whose component was a plugin's. */
  readonly fallenTags: readonly string[]
}

/**
 * The JSON of an app without plugins: `plugins` of app.json and of each of its subpackages goes, and
 * whatever `usingComponents` takes from a plugin, with its placeholder. Broken JSON stays as it is,
 * to be told of as such.
 */
export function withoutPlugins(file: string, text: string): WithoutPlugins {
  const root = text.includes('plugin') ? parseObject(text) : null
  if (root === null) return { text, fallenTags: [] }
  const components = objectsAt(root, 'usingComponents')
  const fallenTags = components
    .flatMap(({ properties }) => properties.filter(isOfPlugin))
    .flatMap((property) => nameOf(property) ?? [])
  const isFallen = (property: ts.Node) => fallenTags.includes(nameOf(property) ?? '')
  const isPlugins = (property: ts.Node) => nameOf(property) === 'plugins'
  const gaps = [
    ...components.flatMap((object) => gapsOf(object, isOfPlugin)),
    ...objectsAt(root, 'componentPlaceholder').flatMap((object) => gapsOf(object, isFallen)),
    ...(file === 'app.json'
      ? [root, ...subpackages(root)].flatMap((object) => gapsOf(object, isPlugins))
      : []),
  ]
  return { text: blank(text, gaps), fallenTags }
}

interface Gap {
  readonly from: number
  readonly to: number
}

/** The properties that go, and the commas that nobody needs any more. */
function gapsOf(
  { properties }: ts.ObjectLiteralExpression,
  goes: (one: ts.Node) => boolean,
): Gap[] {
  const lastKept = properties.findLastIndex((property) => !goes(property))
  return properties.flatMap((property, index) => {
    const next = properties[index + 1]
    // from here to the next one there is a comma and nothing else
    const comma = next ? [{ from: property.end, to: next.pos }] : []
    if (goes(property)) return [{ from: property.pos, to: property.end }, ...comma]
    return index === lastKept ? comma : []
  })
}

/** Blanks, and the breaks of lines that there were. */
function blank(text: string, gaps: readonly Gap[]): string {
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

/** More than one where a key is repeated. */
function valuesAt({ properties }: ts.ObjectLiteralExpression, key: string): ts.Expression[] {
  return properties.flatMap((property) =>
    ts.isPropertyAssignment(property) && nameOf(property) === key ? [property.initializer] : [],
  )
}

function nameOf(node: ts.Node): string | null {
  return ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name) ? node.name.text : null
}

function isOfPlugin(node: ts.Node): boolean {
  return (
    ts.isPropertyAssignment(node) &&
    ts.isStringLiteral(node.initializer) &&
    /^plugin(?:-private)?:\/\//.test(node.initializer.text)
  )
}
