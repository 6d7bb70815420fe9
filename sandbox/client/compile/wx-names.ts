import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import ts from 'typescript'

/** What WeChat calls its members, from the official typings: `wx.typo` is undefined here as there. */
export interface WxNames {
  readonly functions: readonly string[]
  readonly values: readonly string[]
}

export function readWxNames(): WxNames {
  const root = path.dirname(
    createRequire(__filename).resolve('miniprogram-api-typings/package.json'),
  )
  const file = path.join(root, 'types/wx/lib.wx.api.d.ts')
  const functions = new Set<string>()
  const values = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === 'Wx')
      for (const member of node.members)
        if (member.name !== undefined && ts.isIdentifier(member.name))
          (ts.isMethodSignature(member) ? functions : values).add(member.name.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.ES2020))
  return { functions: [...functions].sort(), values: [...values].sort() }
}
