import { pluginMarksIn } from '../../release/compile/plugin-marks'
import type { CheckedFlavour } from '../../release/rules/rule'
import { applyRules, RULES } from '../../release/rules'
import { flavourSizeProblems } from '../../release/rules/flavour-size'
import { anInput, appJson, aProject, type Changes, found } from './shop-builder'

const ROOM = 'miniprogram/packageA/pages/room/room'
const channels = (removedTags: CheckedFlavour['removedTags'] = new Map()): CheckedFlavour => ({
  name: 'channels',
  removedTags,
})

/** The channels flavour of the shop: with stand-ins, JSON without plugins. */
const AS_CHANNELS: Changes = {
  'miniprogram/app.json': appJson({
    subpackages: [{ root: 'packageA', pages: ['pages/room/room'] }],
  }),
  [`${ROOM}.json`]: '{"usingComponents": {}}',
  [`${ROOM}.ts`]: 'Page({ data: {} })\n',
  [`${ROOM}.wxml`]: '<view><channel-live /></view>\n',
}

it('finds nothing in a correct channels flavour', () =>
  expect(found(AS_CHANNELS, { flavour: channels() })).toEqual([]))

describe('flavour-stand-in', () => {
  it('finds a stand-in without an original', () => {
    const lost = { 'miniprogram/domain/prise.channels.ts': 'export {}\n' }
    expect(found(lost, { packed: [] })).toEqual([
      'flavour-stand-in miniprogram/domain/prise.channels.ts:1',
    ])
  })

  it('ignores a stand-in with an original, and files with other names', () =>
    expect(
      found({
        'miniprogram/domain/price.channels.ts': 'export {}\n',
        'miniprogram/domain/channels.ts': 'export {}\n',
      }),
    ).toEqual([]))
})

describe('plugin-left', () => {
  const left = (path: string, marks: readonly string[], source: Changes = {}) => {
    const changes = { ...AS_CHANNELS, ...source }
    const packed = [{ path, bytes: 1, pluginMarks: marks }]
    return applyRules(RULES, anInput(changes, { flavour: channels(), packed })).problems.filter(
      ({ rule }) => rule === 'plugin-left',
    )
  }

  it('finds a packed text with its line in the source and the name of a stand-in', () => {
    const text = "// by requirePlugin\nexport const live = requirePlugin('x')\n"
    expect(
      left('domain/price.js', ['requirePlugin'], { 'miniprogram/domain/price.ts': text }),
    ).toEqual([
      {
        file: 'miniprogram/domain/price.ts',
        line: 2,
        rule: 'plugin-left',
        message: expect.stringMatching(
          /"requirePlugin" is used here.*price\.channels\.ts, which replaces/,
        ) as string,
      },
    ])
  })

  it('names line 1 if the source has no such line', () =>
    expect(left('theme.json', ['plugin://'])).toMatchObject([{ file: 'miniprogram/theme.json' }]))

  it('applies to the channels flavour only', () => {
    const packed = [{ path: 'app.js', bytes: 1, pluginMarks: ['requirePlugin'] }]
    const rules = applyRules(RULES, anInput({}, { packed })).problems.map(({ rule }) => rule)
    expect(rules).not.toContain('plugin-left')
  })

  it.each([
    ['a("plugin-private://wx2b03c6e691cd7370/x")', ['plugin-private://', 'wx2b03c6e691cd7370']],
    ['<navigator url="plugin://live/x" />', ['plugin://']],
    ['requirePlugin.async("live")', ['requirePlugin']],
    ['const plugins = [pluginInfo]', []],
  ])('recognises %s', (text, marks) => expect(pluginMarksIn(text)).toEqual(marks))
})

describe('undeclared-tag', () => {
  it('names the stand-in for a template with a tag of a removed plugin', () => {
    const flavour = channels(new Map([['packageA/pages/room/room.json', ['subscribe']]]))
    const input = anInput(
      { ...AS_CHANNELS, [`${ROOM}.wxml`]: '<subscribe /><prise />' },
      { flavour },
    )
    expect(applyRules(RULES, input).problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^<subscribe> .*component of a plugin.*room\.channels\.wxml.*without the tag/,
      ),
      expect.stringMatching(/^<prise> .*no tag of WeChat and not declared/),
    ])
  })

  it('knows the removed tags of app.json', () => {
    const flavour = channels(new Map([['app.json', ['subscribe']]]))
    const input = anInput({ ...AS_CHANNELS, [`${ROOM}.wxml`]: '<subscribe />' }, { flavour })
    expect(applyRules(RULES, input).problems[0]?.message).toContain('it is a component of a plugin')
  })
})

describe('flavour-size', () => {
  const sizes = (plugin: number, channels: number) =>
    flavourSizeProblems(aProject(), [
      { flavour: 'plugin', packages: {}, total: plugin },
      { flavour: 'channels', packages: {}, total: channels },
    ])

  it('finds a larger channels flavour', () =>
    expect(sizes(2048, 2049)).toMatchObject([
      {
        file: 'miniprogram/app.json',
        rule: 'flavour-size',
        flavour: 'channels',
        message: expect.stringContaining('1 bytes more than the plugin flavour (2.0 KB)') as string,
      },
    ]))

  it('accepts equal sizes, and ignores a flavour without sizes', () => {
    expect(sizes(2048, 2048)).toEqual([])
    expect(sizes(0, 2048)).toEqual([])
    expect(
      flavourSizeProblems(aProject(), [{ flavour: 'channels', packages: {}, total: 1 }]),
    ).toEqual([])
  })
})

describe('not-packed', () => {
  it('ignores files that only unpacked plugin code needs', () => {
    const changes = {
      ...AS_CHANNELS,
      'miniprogram/domain/player.ts': "import './codes'\n",
      'miniprogram/domain/codes.ts': 'export {}\n',
    }
    const input = anInput(changes, { flavour: channels() })
    const without = (...names: string[]) =>
      applyRules(RULES, {
        ...input,
        packed: (input.packed ?? []).filter(({ path }) => !names.includes(path)),
      }).problems.map(({ rule, file }) => `${rule} ${file}`)
    expect(without('domain/player.js', 'domain/codes.js')).toEqual([])
    expect(without('domain/codes.js')).toEqual(['not-packed miniprogram/domain/player.ts'])
  })
})

describe('packed-stray', () => {
  it('finds a stand-in that is packed', () => {
    const packed = [{ path: 'domain/price.channels.js', bytes: 1 }]
    expect(found({}, { packed })).toContain('packed-stray miniprogram/domain/price.channels.js:1')
  })
})
