import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Node } from 'typescript'
import { buildCache } from './build-cache'
import { typescript } from './transpile'

/** The members of `wx` in the official typings: other names are undefined, as in WeChat. */
export interface WxNames {
  readonly functions: readonly string[]
  readonly values: readonly string[]
}

export function readWxNames(): WxNames {
  const root = path.dirname(
    createRequire(__filename).resolve('miniprogram-api-typings/package.json'),
  )
  const source = fs.readFileSync(path.join(root, 'types/wx/lib.wx.api.d.ts'), 'utf8')
  const names = buildCache('names of wx, sorted', source, () => JSON.stringify(namesIn(source)))
  return JSON.parse(names) as WxNames
}

function namesIn(source: string): WxNames {
  const ts = typescript()
  const functions = new Set<string>()
  const values = new Set<string>()
  const visit = (node: Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === 'Wx')
      for (const member of node.members)
        if (member.name !== undefined && ts.isIdentifier(member.name))
          (ts.isMethodSignature(member) ? functions : values).add(member.name.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('lib.wx.api.d.ts', source, ts.ScriptTarget.ES2020))
  return { functions: [...functions].sort(), values: [...values].sort() }
}
