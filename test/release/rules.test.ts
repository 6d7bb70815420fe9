import { readFileSync } from 'node:fs'
import path from 'node:path'
import { applyRules, RULE_NAMES, RULES } from '../../release/rules'
import { anInput, appJson, found, LIVE, withPlugins } from './shop-builder'

it('finds nothing in a correct app', () => {
  expect(found({})).toEqual([])
})

it('names each rule once', () => {
  expect(new Set(RULE_NAMES).size).toBe(RULE_NAMES.length)
})

it('names each rule in the table of release/README.md, in this order', () => {
  const readme = readFileSync(path.join(__dirname, '../../release/README.md'), 'utf8')
  const listed = [...readme.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, name]) => name)
  expect(listed).toEqual(RULE_NAMES)
})

it('gives a remedy in each message', () => {
  const problems = applyRules(
    RULES,
    anInput({
      'miniprogram/app.json': withPlugins({ 'live-player-plugin': { ...LIVE, version: '1.0.0' } }),
      'miniprogram/sitemap.json': null,
      'miniprogram/pages/index/index.ts': "requirePlugin('live-player-plugin')",
    }),
  ).problems
  expect(problems.map(({ message }) => message)).toEqual([
    'sitemap.json is missing, so WeChat\'s search indexes every page. Add it, or name the right file in "sitemapLocation".',
    'live-player-plugin "1.0.0" is refused at upload. Declare 1.2.0 or newer.',
    "requirePlugin('live-player-plugin') throws here: the package main does not declare it. Use requirePlugin.async and handle its rejection.",
  ])
})

describe('json-syntax', () => {
  it('names the line of a comment', () => {
    expect(
      found({ 'miniprogram/pages/index/index.json': '{\n  // no\n  "usingComponents": {}\n}' }),
    ).toEqual(['json-syntax miniprogram/pages/index/index.json:2'])
  })

  it('names the end of an incomplete file', () => {
    expect(found({ 'miniprogram/app.json': '{\n  "pages": [\n' })).toEqual([
      'json-syntax miniprogram/app.json:2',
    ])
  })
})

describe('json-repeated-key', () => {
  const page = 'miniprogram/pages/index/index.json'

  it('finds a repeated plugin and a repeated component', () => {
    const plugins = '"plugins": {'
    const twice = `${plugins}\n"live-player-plugin": {},`
    expect(
      found({
        'miniprogram/app.json': appJson({}).replace(plugins, twice),
        [page]: '{"usingComponents": {\n"price": "/no",\n"price": "/components/price/price"\n}}',
      }),
    ).toEqual(['json-repeated-key miniprogram/app.json:13', `json-repeated-key ${page}:3`])
  })

  it('ignores equal keys in different objects', () => {
    expect(
      found({
        [page]: JSON.stringify({
          usingComponents: { price: '/components/price/price' },
          componentPlaceholder: { price: 'view' },
        }),
      }),
    ).toEqual([])
  })
})
