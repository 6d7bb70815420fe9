import ts from 'typescript'
import { shownPath } from '../project/project'
import { constantsOf, textOf, UNKNOWN } from '../project/script-strings'
import { lineOf, nameOf, nodesOf, scriptTree } from '../project/script-tree'
import type { Rule } from './rule'

const CONFIGS = ['config.ts', 'config.js']
const SETTING = 'apiBaseUrl'

/**
 * The address of the back end in the app's config. Phones accept https only, which DevTools can be
 * set to ignore. A slash at the end doubles the slash of every path, and the back end answers 404.
 */
export const apiBaseUrl: Rule = {
  name: 'api-base-url',
  check: ({ project }) =>
    CONFIGS.flatMap((path) => {
      const tree = scriptTree(project.files.get(path))
      if (tree === null) return []
      const constants = constantsOf(tree)
      return [...nodesOf(tree)].flatMap((node) => {
        const value = settingIn(node)
        const message = value && faultOf(textOf(value, constants))
        return !message
          ? []
          : [{ file: shownPath(project, path), line: lineOf(tree, node), message }]
      })
    }),
}

/** The value of `apiBaseUrl: …` in an object, or of a variable of that name. */
function settingIn(node: ts.Node): ts.Expression | null {
  if (ts.isPropertyAssignment(node) && nameOf(node.name) === SETTING) return node.initializer
  if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name)) return null
  return node.name.text === SETTING ? (node.initializer ?? null) : null
}

/** '' is valid: a shop without a back end. */
function faultOf(url: string): string | null {
  if (url === '' || url.startsWith(UNKNOWN)) return null
  if (!/^https:\/\/[^/]/i.test(url))
    return (
      `${SETTING} is ${JSON.stringify(url)}, but phones accept https only: no page gets a room. ` +
      'Write https:// and the domain that is listed at 开发管理 → 服务器域名 → request.'
    )
  return url.endsWith('/')
    ? `${SETTING} ends with a slash, but every path begins with one: the back end answers 404 to ` +
        `//api/v1/…. Write ${JSON.stringify(url.replace(/\/+$/, ''))}.`
    : null
}
