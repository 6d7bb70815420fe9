import { readFileSync } from 'node:fs'
import path from 'node:path'
import { adviceFor, codeOf } from '../../../server/src/wechat/advice'
import type { Failure } from '../../../server/src/wechat/answers'
import { BY_ERRCODE } from '../../../server/src/wechat/errcodes'

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
    [40013, 'after-settings-change'],
    [40014, 'after-token'],
    [40125, 'after-settings-change'],
    [40164, 'hourly'],
    [42001, 'after-token'],
    [45009, 'later'],
    [45011, 'later'],
    [47001, 'after-restart'],
    [48001, 'hourly'],
    [48004, 'hourly'],
    [50002, 'hourly'],
    [61004, 'hourly'],
    [61007, 'hourly'],
  ])('%i: retry %s', (errcode, retry) => {
    expect(adviceFor(refused(errcode))).toMatchObject({ retry })
  })

  it.each([
    [40013, /WX_APPID/],
    [40125, /WX_APPSECRET/],
    [40164, /IP白名单/],
    [48001, /小程序直播/],
    [45009, /midnight/],
  ])('%i has an instruction', (errcode, words) => {
    expect(adviceFor(refused(errcode)).whatToDo).toMatch(words)
  })

  it('keeps code, message and rid of an unknown code', () => {
    const advice = adviceFor({ ...refused(61023), rid: '65a-1f-02' } as Failure)
    expect(advice).toMatchObject({
      kind: 'unknown',
      retry: 'later',
      meaning: 'WeChat answered 61023: words of WeChat',
      whatToDo: expect.stringMatching(/61023.*rid 65a-1f-02/) as string,
    })
    expect(adviceFor(refused(61023)).whatToDo).not.toMatch(/rid/)
  })

  describe('for every errcode of the contract', () => {
    const contract = readFileSync(
      path.resolve(__dirname, '../../../docs/wechat-live-contract.md'),
      'utf8',
    )
    const table = /### B11\.([\s\S]*?)### B12\./.exec(contract)?.[1] ?? ''
    const cells = [...table.matchAll(/^\| (-?\d[^|]*)\|/gm)].map(([, cell]) => cell ?? '')
    const codes = cells.flatMap((cell) => (cell.match(/-?\d+/g) ?? []).map(Number))

    it('finds the table of the contract', () => {
      expect(codes.length).toBeGreaterThan(100)
      expect(codes).toEqual(expect.arrayContaining([-10008, -1, 300012, 9410006]))
    })

    it('has a kind, a meaning and an instruction for each code', () => {
      const incomplete = codes.filter((errcode) => {
        const { kind = '', meaning = '', whatToDo = '' } = BY_ERRCODE.get(errcode) ?? {}
        return (
          !/^(?!unknown)[a-z]+$/.test(kind) || meaning.length < 6 || !/.{10,}\.$/.test(whatToDo)
        )
      })
      expect(incomplete).toEqual([])
    })
  })

  it.each([
    [refused(45009), '45009'],
    [{ kind: 'unreachable', why: 'timeout', detail: 'x' }, 'unreachable: timeout'],
    [{ kind: 'unreachable', why: 'connection', detail: 'ECONNRESET' }, 'unreachable: connection'],
    [{ kind: 'unreadable', why: 'not-json', status: 502 }, 'unreadable: not-json'],
  ] as const)('has a short name for %j', (failure, code) => {
    expect(codeOf(failure)).toBe(code)
    expect(adviceFor(failure).whatToDo).not.toBe('')
  })
})
