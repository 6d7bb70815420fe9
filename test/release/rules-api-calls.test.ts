/** Calls that app.json must name, and the address of the back end. */
import { applyRules, RULES } from '../../release/rules'
import { anInput, appJson, aProject, type Changes, found, packedOf } from './shop-builder'

const PAGE = 'miniprogram/pages/index/index.ts'

const page = (code: string, named?: readonly string[]): Changes => ({
  [PAGE]: `Page({})\n${code}\n`,
  ...(named && { 'miniprogram/app.json': appJson({ requiredPrivateInfos: named }) }),
})
const config = (text: string): Changes => ({ 'miniprogram/config.ts': `// settings\n${text}\n` })
const messages = (changes: Changes) =>
  applyRules(RULES, anInput(changes)).problems.map(({ message }) => message)

describe('private-info', () => {
  it.each([
    'getFuzzyLocation',
    'getLocation',
    'onLocationChange',
    'startLocationUpdate',
    'startLocationUpdateBackground',
    'chooseLocation',
    'choosePoi',
    'chooseAddress',
  ])('finds wx.%s unless app.json names it', (call) => {
    expect(found(page(`wx.${call}({})`))).toEqual([`private-info ${PAGE}:2`])
    expect(found(page(`wx.${call}({})`, [call]))).toEqual([])
  })

  it.each([
    ['by its name in brackets', "wx['chooseAddress']({})"],
    ['handed on', 'promisify(wx.chooseAddress)'],
    ['taken out of wx', 'const { chooseAddress: choose } = wx'],
    ['twice, once a file', 'wx.chooseAddress({})\nwx.chooseAddress({})'],
  ])('finds a call %s', (_what, code) => {
    expect(found(page(code))).toEqual([`private-info ${PAGE}:2`])
  })

  it('finds a call that app.json names with wx., or beside another call', () => {
    const named = ['wx.chooseAddress', 'getLocation']
    expect(found(page('wx.chooseAddress({})', named))).toContain(`private-info ${PAGE}:2`)
  })

  it.each([
    ['a condition', 'if (wx.chooseAddress) wx.showToast({ title: "a" })'],
    ['a comment', '// wx.chooseAddress({})'],
    ['a method of its own', 'const shop = { chooseAddress() {} }\nshop.chooseAddress()'],
    ['another call', 'wx.openLocation({}); wx.offLocationChange(() => 1)'],
  ])('leaves %s alone', (_what, code) => {
    expect(found(page(code))).toEqual([])
  })

  it('ignores files that are not packed, and reads ext.json', () => {
    const changes = { 'miniprogram/domain/unused.ts': 'wx.chooseAddress({})' }
    const packed = packedOf(aProject(changes)).filter(({ path }) => !path.includes('unused'))
    expect(found(changes, { packed })).toEqual([])
    const ext = { 'miniprogram/ext.json': '{"requiredPrivateInfos": ["chooseAddress"]}' }
    expect(found({ ...page('wx.chooseAddress({})'), ...ext })).toEqual([])
  })

  it('gives the remedy', () => {
    expect(messages(page('wx.chooseAddress({})'))).toEqual([
      expect.stringMatching(
        /Add "chooseAddress" to "requiredPrivateInfos" of app\.json,.*接口设置/,
      ),
    ])
  })
})

describe('api-base-url', () => {
  it.each([
    [
      'by http',
      "export const config = { apiBaseUrl: 'http://shop.example' as string }",
      /accept https only/,
    ],
    ['of this machine', "export const apiBaseUrl = 'http://127.0.0.1:8080'", /accept https only/],
    [
      'without a scheme',
      "export const config = { apiBaseUrl: 'shop.example' }",
      /Write https:\/\//,
    ],
    [
      'with a slash at its end',
      "export const config = { apiBaseUrl: 'https://shop.example/' }",
      /Write "https:\/\/shop\.example"\./,
    ],
    [
      'by a constant',
      "export const config = { apiBaseUrl: HOST + '/' }; const HOST = 'https://shop.example' as const",
      /ends with a slash/,
    ],
  ])('finds one %s', (_what, text, message) => {
    expect(found(config(text))).toEqual(['api-base-url miniprogram/config.ts:2'])
    expect(messages(config(text))).toEqual([expect.stringMatching(message)])
  })

  it.each([
    ['by https', "export const config = { apiBaseUrl: 'https://shop.example' }"],
    ['below a path', "export const config = { apiBaseUrl: 'https://shop.example/live' }"],
    ['of a shop without a back end', "export const config = { apiBaseUrl: '' as string }"],
    ['that only a running app knows', 'export const config = { apiBaseUrl: hostOf(1) }'],
    ['of another name', "export const config = { docs: 'http://shop.example/' }"],
  ])('leaves one %s alone', (_what, text) => {
    expect(found(config(text))).toEqual([])
  })
})
