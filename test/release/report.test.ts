import { humanText, jsonLine, mergeReports, type Report } from '../../release/check/report'
import { DEFAULT_SETTINGS } from '../../release/settings'

const problem = (message: string) => ({ file: 'app.json', line: 1, rule: 'types', message })
const report = (total: number, ...messages: string[]): Report => ({
  packages: { main: total },
  total,
  problems: messages.map(problem),
  notes: [],
})

it('reports findings of both flavours once, and names the flavour of the others', () => {
  const both = mergeReports([
    ['plugin', report(2048, 'shared', 'its own')],
    ['channels', report(1024, 'other', 'shared')],
  ])
  expect(both.problems).toEqual([
    problem('shared'),
    { ...problem('its own'), flavour: 'plugin' },
    { ...problem('other'), flavour: 'channels' },
  ])
  const text = humanText(both, DEFAULT_SETTINGS)
  expect(text).toContain('app.json:1  types\n  shared\n')
  expect(text).toContain('app.json:1  types  (channels flavour)\n  other\n')
  expect(JSON.parse(jsonLine(both))).toEqual({
    packages: { main: 2048 },
    total: 2048,
    problems: both.problems,
    notes: [],
    flavours: {
      plugin: { packages: { main: 2048 }, total: 2048 },
      channels: { packages: { main: 1024 }, total: 1024 },
    },
  })
})

it('names no flavour if one flavour was checked', () => {
  const one = mergeReports([['channels', report(1024, 'its own')]])
  expect(one.problems).toEqual([problem('its own')])
  expect(jsonLine(one)).toMatch(/^\{"packages":\{"main":1024\},"total":1024,"problems":\[\{/)
})

it('prints a table for the flavours that compile', () => {
  const broken = { packages: {}, total: 0, problems: [problem('broken')], notes: [] }
  const text = humanText(
    mergeReports([
      ['plugin', broken],
      ['channels', report(1024)],
    ]),
    DEFAULT_SETTINGS,
  )
  expect(text).toMatch(/^package +size +limit +used\nmain +1\.0 KB /)
  expect(humanText(mergeReports([['plugin', broken]]), DEFAULT_SETTINGS)).toMatch(/^app\.json:1/)
})
