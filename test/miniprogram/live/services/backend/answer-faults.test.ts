import { installWx } from '../../../../helpers/app/globals'

let collectFaults: typeof import('../../../../../miniprogram/live/services/backend/answer-faults').collectFaults
let warned: string[]

beforeEach(async () => {
  warned = []
  jest.spyOn(console, 'warn').mockImplementation((line: string) => warned.push(line))
  jest.resetModules()
  ;({ collectFaults } =
    await import('../../../../../miniprogram/live/services/backend/answer-faults'))
})

const reportOf = (path: string, count: number) => {
  const faults = collectFaults()
  for (let times = 0; times < count; times += 1) faults.add({ what: 'room', field: 'startAtSec' })
  faults.report(path)
}

it('counts what was left out, names the field, and says it once in a visit', () => {
  const sent: string[] = []
  installWx({ getRealtimeLogManager: () => ({ warn: (line: string) => sent.push(line) }) })
  reportOf('/home', 12)
  reportOf('/rooms', 3)
  expect(warned).toHaveLength(1)
  expect(warned[0]).toMatch(/^\/home: 12 live rooms left out: field "startAtSec" is missing/)
  expect(sent).toEqual(warned)
})

it('is silent where all could be read, and does without the log of newer clients', () => {
  installWx({})
  reportOf('/home', 0)
  expect(warned).toEqual([])
  reportOf('/home', 1)
  expect(warned).toHaveLength(1)
})
