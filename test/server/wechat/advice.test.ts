import { adviceOn, codeOf } from '../../../server/src/wechat/advice'
import type { Failure } from '../../../server/src/wechat/answers'

const refused = (errcode: number): Failure => ({
  kind: 'refused',
  errcode,
  errmsg: 'words of WeChat',
  rid: '',
})

describe('advice', () => {
  it.each([
    [-1, 'later'],
    [40001, 'after-token'],
    [40013, 'never'],
    [40014, 'after-token'],
    [40125, 'never'],
    [40164, 'never'],
    [42001, 'after-token'],
    [45009, 'later'],
    [45011, 'later'],
    [48001, 'never'],
  ])('on %i: try again %s', (errcode, retry) => {
    expect(adviceOn(refused(errcode))).toMatchObject({ retry })
  })

  it.each([
    [40013, /WX_APPID/],
    [40125, /WX_APPSECRET/],
    [40164, /IP白名单/],
    [48001, /小程序直播/],
    [45009, /midnight/],
  ])('on %i tells the merchant what to do', (errcode, words) => {
    expect(adviceOn(refused(errcode)).whatToDo).toMatch(words)
  })

  it('keeps the number and the words of a code that nobody knows', () => {
    expect(adviceOn(refused(61023)).meaning).toBe('WeChat answered 61023: words of WeChat')
  })

  it.each([
    [refused(45009), '45009'],
    [{ kind: 'unreachable', why: 'timeout', detail: 'x' }, 'unreachable: timeout'],
    [{ kind: 'unreachable', why: 'connection', detail: 'ECONNRESET' }, 'unreachable: connection'],
    [{ kind: 'unreadable', why: 'not-json', status: 502 }, 'unreadable: not-json'],
  ] as const)('has a short name for %j', (failure, code) => {
    expect(codeOf(failure)).toBe(code)
    expect(adviceOn(failure).whatToDo).not.toBe('')
  })
})
