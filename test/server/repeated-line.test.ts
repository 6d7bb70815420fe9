import type { LineWriter } from '../../server/src/line-writer'
import { createPlainLog, repeatLine } from '../../server/src/repeated-line'

function aLog(level: 'info' | 'warn' | 'debug' | 'silent') {
  const lines: string[] = []
  const writer: LineWriter = { write: (line) => lines.push(line), flushSync: () => undefined }
  return { log: createPlainLog(level, writer), lines }
}

const untimed = (line: string | undefined) => line?.replace(/"time":\d+/, '"time":0')

describe('a repeated line', () => {
  it.each([
    { event: 'http.answered', method: 'GET', route: '/api/v1/rooms/:roomId', status: 200 },
    { route: '直播/"quoted"\\n/%', requestid: '%","ms":0', time: 7 },
    {},
  ])('equals the line of the log: %j', (fields) => {
    const { log, lines } = aLog('info')
    const own = { requestId: 'k3Jx0aQz-1', ms: 12 }
    log.child(fields).info(own, 'Answered 0 %')
    repeatLine(log, fields, 'Answered 0 %')(own)
    expect(lines).toHaveLength(2)
    expect(untimed(lines[1])).toBe(untimed(lines[0]))
  })

  it('has the current time', () => {
    const { log, lines } = aLog('debug')
    const tell = repeatLine(log, {}, 'Answered')
    jest.useFakeTimers({ now: 1_900_000_000_123 })
    tell({ requestId: 'a', ms: 0 })
    jest.useRealTimers()
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ time: 1_900_000_000_123 })
  })

  it.each(['warn', 'silent'] as const)('is not written at level %s', (level) => {
    const { log, lines } = aLog(level)
    repeatLine(log, {}, 'Answered')({ requestId: 'a', ms: 0 })
    expect(lines).toEqual([])
  })
})
