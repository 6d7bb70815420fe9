import path from 'node:path'
import ts from 'typescript'
import { isRecord, jsonObject, type Project, type SourceFile } from './project'
import { type Constants, constantsOf, textOf, UNKNOWN } from './script-strings'
import { lineOf, nameOf, nodesOf, scriptTree, unwrapped, wxName } from './script-tree'
import { isObjectAssign } from './script-names'
import { attributeOf, type TemplateTag } from './wxml'

export type NavigationMethod = 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab' | 'share'

/** A place of the app that opens a page by a constant path. */
export interface PageRoute {
  readonly file: string
  readonly line: number
  /** null: known at run time only, as with `open-type="{{…}}"`. */
  readonly method: NavigationMethod | null
  /** As written, without the query. */
  readonly path: string
  /** Relative to the app's root. Several if a relative path can start from several pages. */
  readonly targets: readonly string[]
}

const CALLS: readonly NavigationMethod[] = ['navigateTo', 'redirectTo', 'reLaunch', 'switchTab']

const LINKING = /navigateTo|redirectTo|reLaunch|switchTab|onShareAppMessage/

const OPEN_TYPES: Readonly<Record<string, NavigationMethod>> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  reLaunch: 'reLaunch',
  switchTab: 'switchTab',
}

/**
 * Returns the links with a constant path: `<navigator url>`, `wx.navigateTo({ url })` and similar
 * calls, and `path` in the result of `onShareAppMessage`. Addresses of plugins and of the web are
 * not included.
 * @param shipped the files that are read
 * @see reference/api/route; a path without leading slash starts at the page's own folder
 */
export function pageRoutes(project: Project, shipped: ReadonlySet<string>): PageRoute[] {
  const files = [...project.files.values()].filter(({ path }) => shipped.has(path))
  return files.flatMap((file) =>
    [...linksIn(file)].flatMap(({ url, ...link }) => {
      const resolved = resolve(project, file.path, url)
      return resolved === null ? [] : [{ file: file.path, ...link, ...resolved }]
    }),
  )
}

/** The pages of app.json's tab bar; empty if it has none. */
export function tabPages(project: Project): readonly string[] {
  const { tabBar } = jsonObject(project.appJson)
  const list = isRecord(tabBar) && Array.isArray(tabBar['list']) ? tabBar['list'] : []
  return list.flatMap((tab: unknown) =>
    isRecord(tab) && typeof tab['pagePath'] === 'string' ? [tab['pagePath']] : [],
  )
}

type Link = Pick<PageRoute, 'line' | 'method'> & { readonly url: string }

function linksIn(file: SourceFile): Iterable<Link> {
  if (file.template) return file.template.flatMap(navigator)
  const mayLink = !file.path.endsWith('.wxs') && LINKING.test(file.text ?? '')
  const tree = mayLink ? scriptTree(file) : null
  return tree === null ? [] : scriptLinks(tree)
}

function navigator(tag: TemplateTag): Link[] {
  const url = attributeOf(tag, 'url')
  if (tag.name !== 'navigator' || !url) return []
  if ((attributeOf(tag, 'target')?.value ?? 'self') !== 'self') return []
  // WeChat accepts both spellings
  const openType =
    (attributeOf(tag, 'open-type') ?? attributeOf(tag, 'openType'))?.value ?? 'navigate'
  const method = OPEN_TYPES[openType] ?? null
  if (method === null && !openType.includes('{{')) return [] // navigateBack, exit
  return [{ line: url.line, method, url: url.value.replace(/\{\{[^]*?\}\}/g, UNKNOWN) }]
}

function* scriptLinks(tree: ts.SourceFile): Iterable<Link> {
  const constants = constantsOf(tree)
  for (const node of nodesOf(tree)) {
    if (ts.isCallExpression(node)) {
      const called = wxName(node.expression)
      const method = CALLS.find((name) => name === called)
      const urls = method ? argumentTexts(node.arguments[0], 'url', constants) : []
      for (const url of urls)
        yield { line: lineOf(tree, url.node), method: method ?? null, url: url.text }
    }
    const isShare = ts.isObjectLiteralElementLike(node) && nameOf(node.name) === 'onShareAppMessage'
    if (isShare)
      for (const object of returnedObjects(node))
        for (const url of argumentTexts(object, 'path', constants))
          yield { line: lineOf(tree, url.node), method: 'share', url: url.text }
  }
}

interface ArgumentText {
  readonly node: ts.Node
  readonly text: string
}

/** The possible texts of `name` in `{ name: … }`, also in an argument of `Object.assign(…)`. */
function argumentTexts(
  argument: ts.Expression | undefined,
  name: string,
  constants: Constants,
): ArgumentText[] {
  if (argument === undefined) return []
  const given = unwrapped(argument)
  if (ts.isCallExpression(given))
    return isObjectAssign(given)
      ? given.arguments.flatMap((part) => argumentTexts(part, name, constants))
      : []
  if (!ts.isObjectLiteralExpression(given)) return []
  return given.properties.flatMap((property) => {
    if (nameOf(property.name) !== name) return []
    if (ts.isPropertyAssignment(property)) return choices(property.initializer, constants)
    return ts.isShorthandPropertyAssignment(property) ? choices(property.name, constants) : []
  })
}

/** Both texts of `ok ? '/a' : '/b'`. */
function choices(expression: ts.Expression, constants: Constants): ArgumentText[] {
  const node = unwrapped(expression)
  if (ts.isConditionalExpression(node))
    return [node.whenTrue, node.whenFalse].flatMap((each) => choices(each, constants))
  return [{ node, text: textOf(node, constants) }]
}

/**
 * The objects that a function returns by `return { … }` or `=> ({ … })`, without those of inner
 * functions.
 */
function* returnedObjects(node: ts.Node): Iterable<ts.Expression> {
  if (ts.isReturnStatement(node) && node.expression) yield node.expression
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) yield node.body
  const isOuter = ts.isObjectLiteralElementLike(node)
  const children: ts.Node[] = []
  ts.forEachChild(node, (child) => void children.push(child))
  for (const child of children)
    if (isOuter || !ts.isFunctionLike(child)) yield* returnedObjects(child)
}

function resolve(
  project: Project,
  from: string,
  url: string,
): Pick<PageRoute, 'path' | 'targets'> | null {
  const wanted = (/^[^?#]*/.exec(url)?.[0] ?? '').replace(/\.html$/, '')
  if (wanted === '' || wanted.includes(UNKNOWN) || wanted.includes('://')) return null
  if (wanted.startsWith('/')) return { path: wanted, targets: [fromRoot('', wanted)] }
  const bases = baseFolders(project, from)
  return { path: wanted, targets: [...new Set(bases.map((base) => fromRoot(base, wanted)))] }
}

function fromRoot(folder: string, relative: string): string {
  return path.posix.join(folder, relative).replace(/^(?:\.{0,2}\/)+/, '')
}

/**
 * The folders that a relative path can start from: the page's own folder, or the folder of each
 * page if the file belongs to no page.
 */
function baseFolders(project: Project, file: string): string[] {
  const pages = project.packages.flatMap((home) => home.pages.map((page) => page.path))
  const own = pages.filter((page) => page === file.replace(/\.\w+$/, ''))
  return (own.length > 0 ? own : [...pages, file]).map((each) => path.posix.dirname(each))
}
