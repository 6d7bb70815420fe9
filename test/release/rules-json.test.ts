import { applyRules, RULES } from '../../release/rules'
import { unknownKeys } from '../../release/schema/unknown-keys'
import { type SchemaName, schemaOf } from '../../release/schema/wechat-schemas'
import { anInput, appJson, type Changes, found } from './shop-builder'

const page = 'miniprogram/pages/index/index.json'
const config = (more: object) =>
  JSON.stringify({ appid: 'wx0000000000000001', miniprogramRoot: 'miniprogram/', ...more }, null, 1)
const using = { usingComponents: { price: '/components/price/price' } }

function messages(changes: Changes): string[] {
  return applyRules(RULES, anInput(changes)).problems.map(({ message }) => message)
}

describe('unknown-key', () => {
  it.each<[string, string, string, number]>([
    ['a page', page, '{"usingComponents": {"price": "/components/price/price"},\n"navBar": 1}', 2],
    ['a component', 'miniprogram/components/price/price.json', '{"component": true,\n"x": 1}', 2],
    ['app.json', 'miniprogram/app.json', appJson({ windows: {} }), 21],
    ['a tab', 'miniprogram/app.json', appJson({ tabBar: { list: [{ pagepath: '' }] } }), 24],
    [
      'a plugin',
      'miniprogram/app.json',
      appJson({ plugins: { a: { version: '1.0.0', provider: 'wx1', verison: '1' } } }),
      25,
    ],
    ['sitemap.json', 'miniprogram/sitemap.json', '{"rules": [],\n"rule": []}', 2],
    ['theme.json', 'miniprogram/theme.json', '{"light": {},\n"drak": {}}', 2],
    ['project.config.json', 'project.config.json', config({ setings: {} }), 4],
    ['its settings', 'project.config.json', config({ setting: { es7: true, minifed: true } }), 5],
    ['its pack options', 'project.config.json', config({ packOptions: { ignores: [] } }), 5],
    ['a private one', 'project.private.config.json', '{\n"libVerison": "3.0.0"}', 2],
  ])('finds one in %s', (_where, file, text, line) => {
    expect(found({ [file]: text })).toContain(`unknown-key ${file}:${line}`)
  })

  it('suggests the key that was meant', () => {
    const [message] = messages({
      [page]: JSON.stringify({ ...using, navigationBarTitelText: 'Shop' }),
    })
    expect(message).toBe(
      '"navigationBarTitelText" is no key of WeChat here, so WeChat ignores it. ' +
        'Did you mean navigationBarTitleText? Correct it, or remove it.',
    )
  })

  it('names the object of a key that is one level too high', () => {
    const [message] = messages({
      'miniprogram/app.json': appJson({ navigationBarTitleText: 'Shop' }),
    })
    expect(message).toContain('Does it belong in "window"?')
  })

  it('ignores keys of WeChat and DevTools, and free names', () => {
    expect(
      found({
        [page]: JSON.stringify({
          ...using,
          navigationBarTitleText: 'Shop',
          singlePage: { navigationBarFit: 'float' },
          componentGenerics: { row: { default: '/components/price/price' } },
        }),
        'miniprogram/app.json': appJson({
          $schema: 'https://example.com/app.json',
          window: { navigationBarTitleText: 'Shop' },
          permission: { 'scope.userLocation': { desc: '' }, 'scope.record': { desc: '' } },
          preloadRule: { 'pages/index/index': { packages: ['packageA'] } },
          functionalPages: { independent: true },
          supportedMaterials: [],
        }),
        'miniprogram/theme.json': '{"light": {"anything": "#fff"}, "dark": {"anything": "#000"}}',
        'project.config.json': config({
          setting: { bigPackageSizeSupport: false, minifyWXMLSetting: {} },
          condition: { search: {}, miniprogram: { list: [{ name: '', pathName: '' }] } },
          packOptions: { ignore: [{ type: 'folder', value: 'x' }] },
        }),
      }),
    ).toEqual([])
  })

  it('ignores JSON that is no configuration', () => {
    expect(found({ 'miniprogram/domain/data.json': '{"anything": 1}' })).toEqual([])
  })
})

it.each<[SchemaName, string]>([
  ['app', 'usingComponents'],
  ['page', 'navigationBarTitleText'],
  ['sitemap', 'rules'],
  ['theme', 'dark'],
  ['projectconfig', 'miniprogramRoot'],
])("finds WeChat's schema %s", (name, key) => {
  expect(Object.keys(schemaOf(name)['properties'] as object)).toContain(key)
})

it('follows references and alternatives of a schema', () => {
  const window = { type: 'object', properties: { title: {} } }
  const schema = {
    properties: {
      window: { $ref: '#/definitions/window' },
      pages: { items: { anyOf: [{ type: 'string' }, { $ref: '#/definitions/window' }] } },
    },
    definitions: { window },
  }
  const value = { window: { title: 1, tilte: 1 }, pages: ['a', { title: 1 }, { x: 1 }], title: 1 }
  expect(unknownKeys(value, schema).map(({ keys, homes }) => [keys, homes])).toEqual([
    [['window', 'tilte'], []],
    [['pages', 2, 'x'], []],
    [['title'], ['window']],
  ])
})
