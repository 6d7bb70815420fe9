import type { Fault } from './fault'

const TELL = 'miniprogram/live/services/phone/toast.ts'
const STORE = 'miniprogram/pages/index/index.ts'
const PRICE = 'miniprogram/live/components/price-tag/price-tag'

/** Adds a line at the end, where it has no other effect. */
const below =
  (file: string, line: string): Fault['edit'] =>
  (app) =>
    app.write(file, `${app.read(file)}\n${line}\n`)

export const SCRIPT_FAULTS: readonly Fault[] = [
  {
    name: 'an incomplete script',
    rule: 'compile',
    edit: below(TELL, 'export function shout() {'),
  },
  {
    name: 'a renamed module with old imports',
    rule: 'missing-module',
    at: STORE,
    edit: (app) => {
      app.write('miniprogram/domain/heros.ts', app.read('miniprogram/live/domain/hero.ts'))
      app.remove('miniprogram/live/domain/hero.ts')
    },
  },
  {
    name: 'a missing module that is required synchronously',
    rule: 'missing-module',
    edit: below(TELL, "export const words: unknown = require('../domain/words')"),
  },
  {
    name: 'a missing module of the live package',
    rule: 'missing-module',
    edit: below(TELL, "export const later: unknown = require.async('../../../packageA/hall')"),
  },
  {
    name: 'an npm package that was not built',
    rule: 'missing-module',
    edit: below(TELL, "export const days: unknown = require('dayjs')"),
  },
  {
    name: 'a module that a script in a template requires',
    rule: 'missing-module',
    edit: (app) => {
      app.write(
        `${PRICE}.wxs`,
        "var money = require('./money.wxs')\nmodule.exports = { a: money }\n",
      )
      app.write(
        `${PRICE}.wxml`,
        `<wxs module="money" src="./price-tag.wxs" />\n${app.read(`${PRICE}.wxml`)}`,
      )
    },
  },
  {
    name: 'an import of the main package from the live one',
    rule: 'cross-package-import',
    edit: (app) =>
      app.write(STORE, `import '../../packageA/pages/home/hall-frame'\n${app.read(STORE)}`),
  },
  {
    name: 'a module of the live package required synchronously',
    rule: 'cross-package-import',
    edit: below(
      TELL,
      "export const blocks: unknown = require('../../../packageA/pages/home/room-blocks')",
    ),
  },
  {
    name: 'syntax that the compiler packs helpers for',
    rule: 'packed-helper',
    edit: below(TELL, 'export class Wait {\n  readonly ms = 1\n}'),
  },
]
