import fc from 'fast-check'
import { parseWxFailure } from '../../../../miniprogram/live/domain/wx-failure'

const API = 'getChannelsLiveInfo:fail'

describe('the number of a failure', () => {
  it.each([
    // as reported of Channels calls, see wechat-live-contract C2
    ['err_code as a number', { errMsg: `${API} `, err_code: 100008 }, 100008],
    ['err_code as a text', { errMsg: `${API} data unknow error code`, err_code: '100008' }, 100008],
    ['err_code of an illegal id', { errMsg: API, err_code: 1416100 }, 1416100],
    ['err_code of WeChat DevTools', { errMsg: API, err_code: -14 }, -14],
    ['err_code of WeChat DevTools as a text', { errMsg: API, err_code: '-14' }, -14],
    ['errCode', { errMsg: API, errCode: 40097 }, 40097],
    ['errCode as a text', { errMsg: API, errCode: '40097' }, 40097],
    ['errno', { errMsg: API, errno: 1416104 }, 1416104],
    ['digits in errMsg', { errMsg: `${API} 100008` }, 100008],
    ['digits in errMsg, with words', { errMsg: `${API} 1416104 视频号获取到的数据为空` }, 1416104],
    ['digits in errMsg, in brackets', { errMsg: `${API} (100008).` }, 100008],
    ['digits in errMsg, named', { errMsg: `${API} errcode:1416104 no data` }, 1416104],
    ['a short number in errMsg, named', { errMsg: `${API} err_code: -14` }, -14],
    ['an Error', new Error(`${API} 100008`), 100008],
    ['an Error with errMsg', Object.assign(new Error('x'), { errMsg: `${API} 40097` }), 40097],
    ['a text', `${API} 100008`, 100008],
  ])('is read from %s', (_name, raw, code) => {
    expect(parseWxFailure(raw).code).toBe(code)
  })

  it.each([
    ['the call before the client', { errCode: 100008, errno: 600001 }, 100008],
    ['err_code before all', { err_code: '100008', errCode: 1, errno: 2, errMsg: '40097' }, 100008],
    ['a field before the text', { errCode: 100008, errMsg: `${API} 40097` }, 100008],
    ['the text before a zero', { errCode: 0, errno: 0, errMsg: `${API} 100008` }, 100008],
    ['the text before an odd field', { err_code: {}, errMsg: `${API} 100008` }, 100008],
    ['a named number before a bare one', { errMsg: `${API} 20261122 errno=40097` }, 40097],
  ])('is the more exact one: %s', (_name, raw, code) => {
    expect(parseWxFailure(raw).code).toBe(code)
  })

  it.each([
    [{ errMsg: 'openChannelsLive:fail ' }],
    [{ errMsg: `${API} 404` }],
    [{ errMsg: `${API} 1795154400` }],
    [{ errMsg: `${API} https://shop.example/100008/a` }],
    [{ errMsg: `${API} v1.40097` }],
    [{ errMsg: `${API} sph40097` }],
    [{ errMsg: 100008 }],
    [{ err_code: '', errMsg: API }],
    [{ err_code: 'x100008' }],
    [{ err_code: NaN }],
    [{ err_code: 1.5 }],
    [{}],
    [null],
    [undefined],
    [100008],
  ])('is none in %j', (raw) => {
    expect(parseWxFailure(raw).code).toBeNull()
  })
})

it.each([
  [{ errMsg: 'openChannelsLive:fail cancel' }, true],
  [{ errMsg: 'openChannelsLive:fail user cancelled' }, true],
  [{ errMsg: 'openChannelsLive:fail:Cancel' }, true],
  ['cancel', true],
  [{ errMsg: 'reserveChannelsLive:fail notice cancelled' }, false],
  [{ errMsg: 'openChannelsLive:fail ' }, false],
  [{ cancel: true }, false],
])('%j is the shopper who cancelled: %p', (raw, isCancelled) => {
  expect(parseWxFailure(raw).isCancelled).toBe(isCancelled)
})

it.each([
  [{ errMsg: 'fail a', message: 'b' }, 'fail a'],
  [new Error('b'), 'b'],
  ['c', 'c'],
  [{ errMsg: 7 }, ''],
  [null, ''],
])('keeps the words of %j', (raw, message) => {
  expect(parseWxFailure(raw).message).toBe(message)
})

it('reads any value, and never throws', () => {
  const anything = fc.anything({ withNullPrototype: true })
  fc.assert(
    fc.property(
      fc.oneof(
        anything,
        fc.record({ err_code: anything, errCode: anything, errno: anything, errMsg: anything }),
        fc.record({ errMsg: fc.string() }),
      ),
      (raw) => {
        const { code, message } = parseWxFailure(raw)
        expect(code === null || (Number.isSafeInteger(code) && code !== 0)).toBe(true)
        expect(typeof message).toBe('string')
      },
    ),
  )
})
