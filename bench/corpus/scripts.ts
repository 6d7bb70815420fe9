import type { Fault } from './fault'

const TELL = 'miniprogram/live/services/phone/toast.ts'
const STORE = 'miniprogram/pages/index/index.ts'
const PRICE = 'miniprogram/live/components/price-tag/price-tag'

/** Added below what is there, where it changes nothing else. */
const below =
  (file: string, line: string): Fault['edit'] =>
  (app) =>
    app.write(file, `${app.read(file)}\n${line}\n`)

export const SCRIPT_FAULTS: readonly Fault[] = [
  {
    name: 'a script that does not end',
    rule: 'compile',
    edit: below(TELL, 'export function shout() {'),
  },
  {
    name: 'a module that was renamed under its users',
    rule: 'missing-module',
    at: STORE,
    edit: (app) => {
      app.write(
        'miniprogram/domain/heros.ts',
        app.read('miniprogram/live/domain/hero.ts'),
      )
      app.remove('miniprogram/live/domain/hero.ts')
    },
  },
  {
    name: 'a module required at once that is not there',
    rule: 'missing-module',
    edit: below(TELL, "export const words: unknown = require('../domain/words')"),
  },
  {
    name: 'a module of the live package that is not there',
    rule: 'missing-module',
    edit: below(TELL, "export const later: unknown = require.async('../packageA/hall')"),
  },
  {
    name: 'a package of npm that was never built',
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
    edit: (app) => app.write(STORE, `import '../../packageA/hall-frame'\n${app.read(STORE)}`),
  },
  {
    name: 'a module of the live package required at once',
    rule: 'cross-package-import',
    edit: below(TELL, "export const blocks: unknown = require('../packageA/room-blocks')"),
  },
  {
    name: 'syntax that the compiler packs helpers for',
    rule: 'packed-helper',
    edit: below(TELL, 'export async function wait() {\n  await Promise.resolve()\n}'),
  },
]
