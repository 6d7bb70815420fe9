import ts from 'typescript'
import { jsonObject, type Project, shownPath, type SourceFile } from '../project/project'
import { shippedPaths } from '../project/packed-source'
import { isWx, lineOf, nodesOf, scriptTree, wxName } from '../project/script-tree'
import type { Rule } from './rule'

/** The list of miniprogram-ci 2.1.42: `requiredPrivateInfosValues`. */
const CALLS: readonly string[] = [
  'getFuzzyLocation',
  'getLocation',
  'onLocationChange',
  'startLocationUpdate',
  'startLocationUpdateBackground',
  'chooseLocation',
  'choosePoi',
  'chooseAddress',
]

const MAY_CALL = new RegExp(CALLS.join('|'))

/**
 * Calls that read a location or an address and that `requiredPrivateInfos` of app.json does not
 * name. Since 2022-07-14 they fail on every phone.
 * @see docs/wechat-live-contract.md, Upload of the app
 */
export const privateInfo: Rule = {
  name: 'private-info',
  check: ({ project, packed }) => {
    // a broken app.json is reported by json-syntax
    if (project.appJson?.kind !== 'parsed') return []
    const named = ['app.json', 'ext.json'].flatMap((file) => declaredIn(project, file))
    return [...shippedPaths(project, packed)].flatMap((path) =>
      [...firstUses(project.files.get(path))]
        .filter(([call]) => !named.includes(call))
        .map(([call, line]) => ({
          file: shownPath(project, path),
          line,
          message:
            `wx.${call} fails on every phone: app.json does not name it. Add "${call}" to ` +
            '"requiredPrivateInfos" of app.json, and apply for the call at mp.weixin.qq.com, ' +
            '开发管理 → 接口设置.',
        })),
    )
  },
}

function declaredIn(project: Project, file: string): unknown[] {
  const { requiredPrivateInfos } = jsonObject(project.files.get(file)?.json)
  return Array.isArray(requiredPrivateInfos) ? requiredPrivateInfos : []
}

/** The first use of each call. A presence check such as `if (wx.choosePoi)` is no use. */
function firstUses(file: SourceFile | undefined): ReadonlyMap<string, number> {
  const uses = new Map<string, number>()
  const tree = MAY_CALL.test(file?.text ?? '') ? scriptTree(file) : null
  if (tree === null) return uses
  for (const node of nodesOf(tree))
    for (const name of usedIn(node))
      if (CALLS.includes(name) && !uses.has(name)) uses.set(name, lineOf(tree, node))
  return uses
}

/** `wx.name(…)`, `promisify(wx.name)`, `const { name } = wx` */
function usedIn(node: ts.Node): string[] {
  if (ts.isCallExpression(node))
    return [node.expression, ...node.arguments].flatMap((each) => wxName(each) ?? [])
  if (ts.isVariableDeclaration(node) && node.initializer && isWx(node.initializer))
    return ts.isObjectBindingPattern(node.name)
      ? node.name.elements.flatMap(({ propertyName, name }) => {
          const taken = propertyName ?? name
          return ts.isIdentifier(taken) ? taken.text : []
        })
      : []
  return []
}
