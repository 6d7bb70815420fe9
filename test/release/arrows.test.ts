import { execFileSync } from 'node:child_process'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../..')

/** The import patterns that ESLint forbids for a file, as the final configuration has them. */
function forbidden(file: string): RegExp[] {
  const eslint = path.join(path.dirname(require.resolve('eslint/package.json')), 'bin/eslint.js')
  const printed = execFileSync(process.execPath, [eslint, '--print-config', file], { cwd: ROOT })
  const { rules } = JSON.parse(printed.toString()) as {
    rules: Record<string, [number, { patterns: { regex: string }[] }] | undefined>
  }
  const rule = rules['@typescript-eslint/no-restricted-imports']
  if (rule?.[0] !== 2) throw new Error(`no arrows are held for ${file}`)
  return rule[1].patterns.map(({ regex }) => new RegExp(regex))
}

describe('the arrows of the architecture, as lint rules', () => {
  it.each([
    ['miniprogram/domain/price.ts', '../services/api', './text'],
    ['miniprogram/domain/price.ts', 'lodash', './room'],
    ['miniprogram/services/api.ts', '../pages/index/index', '../domain/room'],
    ['miniprogram/components/room-card/room-card.ts', '../../services/api', '../../domain/view'],
    ['miniprogram/pages/index/index.ts', '../../packageA/pages/home/home', '../../services/api'],
    [
      'miniprogram/packageA/pages/room/room.ts',
      '../../../../server/src/app',
      '../../../domain/room',
    ],
    ['server/src/http/rooms.ts', '../wechat/client', '../store/snapshots'],
    ['server/src/wechat/client.ts', '../http/schemas', '../quota/ledger'],
    ['server/src/catalog/room.ts', '../sync/planner', './price'],
    ['sandbox/world.ts', '../server/src/app', './api'],
    ['release/check.ts', '../sandbox/world', './sizes'],
  ])('%s may not import %s, and may import %s', (file, wrong, right) => {
    const patterns = forbidden(file)
    expect(patterns.some((pattern) => pattern.test(wrong))).toBe(true)
    expect(patterns.some((pattern) => pattern.test(right))).toBe(false)
  })
})
