import { helpersOf } from '../../release/compile/helpers'
import { applyRules, RULES } from '../../release/rules'
import { DEFAULT_SETTINGS } from '../../release/settings'
import { anInput, found } from './a-shop'

describe('what is packed', () => {
  const packed = (...paths: string[]) => ({ packed: paths.map((path) => ({ path, bytes: 1 })) })

  it('holds no TypeScript', () => {
    expect(found({}, packed('app.js', 'services/live.d.ts'))).toEqual([
      'packed-typescript miniprogram/services/live.d.ts:1',
    ])
  })

  it.each(['test/x.js', 'domain/price.test.js', 'domain/__tests__/price.js', 'sandbox/plugin.js'])(
    'holds no %s',
    (path) => {
      expect(found({}, packed('app.js', path))).toEqual([`packed-test-code miniprogram/${path}:1`])
    },
  )

  it('knows nothing of the sandbox, in scripts and in templates', () => {
    expect(
      found(
        {
          'miniprogram/app.ts': 'App({})\nwindow.__sim.stack()\n',
          'miniprogram/app.wxss': '/* __livePlugin */',
        },
        packed('app.js', 'app.wxss', 'latest/protest.js'),
      ),
    ).toEqual(['packed-test-code miniprogram/app.ts:2', 'packed-test-code miniprogram/app.wxss:1'])
  })
})

describe('packed helpers', () => {
  const asks = (path: string, ...helpers: string[]) => ({ packed: [{ path, bytes: 1, helpers }] })

  it('are found at the script that makes the compiler pack them', () => {
    expect(found({}, asks('app.js', 'typeof'))).toEqual(['packed-helper miniprogram/app.ts:1'])
    expect(found({}, asks('old.js', 'typeof'))).toEqual(['packed-helper miniprogram/old.js:1'])
  })

  it('come with the plain way to write the same', () => {
    const [problem] = applyRules(
      RULES,
      anInput({}, asks('app.js', 'regeneratorRuntime', 'asyncToGenerator', 'objectSpread2')),
    )
    expect(problem?.message).toBe(
      'The compiler packs helpers for what is written here (regeneratorRuntime, ' +
        'asyncToGenerator, objectSpread2). Write it plainly: chain promises by .then instead of ' +
        'async and await; use Object.assign instead of {...object}.',
    )
  })

  it('of an unknown kind are refused too', () => {
    const [problem] = applyRules(RULES, anInput({}, asks('app.js', 'newerThanThis')))
    expect(problem?.message).toMatch(/\(newerThanThis\)\. Write it in syntax that ES5 has\./)
  })

  it.each([
    ['app.js', 'var t=require("./@babel/runtime/helpers/typeof")', ['typeof']],
    ['a/b.js', "require('../@babel/runtime/regenerator')", ['regenerator']],
    ['a/b.js', 'require("../../npm/core-js/es/map")', ['core-js/es/map']],
    ['app.js', 'require("./domain/price"),require("./babel/runtime")', []],
    ['@babel/runtime/helpers/a.js', 'require("../@babel/runtime/helpers/b")', []],
    ['app.wxss', 'require("./@babel/runtime/helpers/typeof")', []],
  ])('%s with %s asks for %j', (path, script, helpers) => {
    expect(helpersOf(path, script)).toEqual(helpers)
  })
})

describe('sizes', () => {
  const KB = 1024
  const packed = [
    { path: 'app.js', bytes: 30 * KB },
    { path: 'packageA/pages/room/room.js', bytes: 60 * KB },
    { path: 'packageAlike/x.js', bytes: 1 },
  ]
  const limits = (more: object) => ({ packed, settings: { ...DEFAULT_SETTINGS, ...more } })

  it('refuses a package above its limit, by its name', () => {
    const problems = applyRules(RULES, anInput({}, limits({ packageLimitKb: 60 - 1 / KB })))
    expect(problems).toMatchObject([
      { rule: 'package-size', message: expect.stringMatching(/packageA has 60\.0 KB/) as unknown },
    ])
  })

  it('takes a package of exactly the limit', () => {
    expect(found({}, limits({ packageLimitKb: 60 }))).toEqual([])
  })

  it('refuses all packages together above the limit', () => {
    expect(found({}, limits({ totalLimitKb: 90 }))).toEqual(['package-size miniprogram/app.json:1'])
  })

  it("refuses what is above the project's own budget", () => {
    expect(found({}, limits({ totalBudgetKb: 90 }))).toEqual(['size-budget release/check.json:1'])
  })

  it('says nothing about sizes that nobody knows', () => {
    expect(found({}, { ...limits({ totalBudgetKb: 1 }), packed: null })).toEqual([])
  })
})
