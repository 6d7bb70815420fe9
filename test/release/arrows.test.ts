import { execFileSync } from 'node:child_process'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../..')

/** A file, a forbidden import, an allowed import. */
const ARROWS = [
  ['miniprogram/live/domain/price.ts', '../services/backend/client', './text'],
  ['miniprogram/live/domain/price.ts', 'lodash', './room'],
  [
    'miniprogram/live/services/backend/client.ts',
    '../../../pages/index/index',
    '../../domain/room',
  ],
  [
    'miniprogram/live/components/room-card/room-card.ts',
    '../../services/backend/client',
    '../../domain/view',
  ],
  ['miniprogram/pages/index/index.ts', '../../live/services/backend/client', '../../live/index'],
  [
    'miniprogram/packageA/pages/room/room.ts',
    '../../../../server/src/app',
    '../../../live/domain/room',
  ],
  ['server/src/http/rooms.ts', '../wechat/client', '../store/snapshots'],
  ['server/src/wechat/client.ts', '../http/schemas', '../quota/ledger'],
  ['server/src/sync/planner.ts', '../sessions/sessions', '../catalog/room-list-kind'],
  ['server/src/sessions/sessions.ts', '../quota/ledger', '../wechat/login'],
  ['server/src/metrics/metrics.ts', '../http/schemas', '../sync/refresher'],
  ['server/src/quota/quota-state.ts', '../wechat/token', '../store/database'],
  ['server/src/store/snapshot.ts', '../quota/ledger', '../catalog/model'],
  ['server/src/catalog/room.ts', '../store/snapshot', './price'],
  ['server/src/app.ts', '../../bench/storm', './config'],
  ['bench/client-cost/measure.ts', '../../miniprogram/app', '../helpers/node/phone'],
  ['sandbox/world.ts', '../server/src/app', './api'],
  ['release/commands/check.ts', '../sandbox/world', './sizes'],
] as const

type Rules = Record<string, [number, { patterns: { regex: string }[] }] | undefined>

/**
 * The final lint configuration of each file, from one process, because jest cannot load an ESM
 * configuration.
 */
const SCRIPT = `
import { ESLint } from 'eslint'
const eslint = new ESLint()
const files = JSON.parse(process.argv[1])
const rules = await Promise.all(files.map(async (file) => (await eslint.calculateConfigForFile(file)).rules))
console.log(JSON.stringify(rules))
`

describe('the arrows of the architecture, as lint rules', () => {
  const files = ARROWS.map(([file]) => file)
  const printed = execFileSync(
    process.execPath,
    ['--input-type=module', '--eval', SCRIPT, JSON.stringify(files)],
    { cwd: ROOT },
  )
  const configured = JSON.parse(printed.toString()) as Rules[]

  it.each(ARROWS.map((arrow, at) => [...arrow, configured[at]] as const))(
    '%s may not import %s, and may import %s',
    (_file, wrong, right, rules) => {
      const rule = rules?.['@typescript-eslint/no-restricted-imports']
      expect(rule?.[0]).toBe(2)
      const patterns = rule?.[1].patterns.map(({ regex }) => new RegExp(regex)) ?? []
      expect(patterns.some((pattern) => pattern.test(wrong))).toBe(true)
      expect(patterns.some((pattern) => pattern.test(right))).toBe(false)
    },
  )
})
