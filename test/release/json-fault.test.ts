import fc from 'fast-check'
import { jsonFault } from '../../release/project/json-fault'
import { parseJson } from '../../release/project/json-source'

const isJson = (text: string) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const SAMPLE = JSON.stringify({ a: [1, -2.5e3, true, null, 'x\\"y价', {}, []], b: { c: '' } })

it('accepts exactly what JSON.parse accepts, for random edits', () => {
  const mark = fc.constantFrom(...Array.from('{}[],:"0 tx-./\n\\价\u00a0'))
  const edits = fc.array(fc.tuple(fc.nat(SAMPLE.length), fc.option(mark)), { maxLength: 3 })
  fc.assert(
    fc.property(edits, (list) => {
      const text = list.reduce(
        (so, [at, put]) => so.slice(0, at) + (put ?? '') + so.slice(put === null ? at + 1 : at),
        SAMPLE,
      )
      return (jsonFault(text) === null) === isJson(text)
    }),
    { numRuns: 2000 },
  )
})

it.each([
  ['a comment', '{\n  // no\n  "a": 1\n}', 2],
  ['a comma behind the last', '{\n  "a": 1,\n}\n\n', 3],
  ['a comma behind the last of a list', '{\n  "a": [1,\n  ]\n}', 3],
  ['a name without quotes', '{\n\n  a: 1\n}', 3],
  ['single quotes', "{\n  'a': 1\n}", 2],
  ['a comma that is missing', '{\n  "a": 1\n  "b": 2\n}', 3],
  ['a cut-off file', '{\n  "a": [\n', 2],
  ['a second value', '{}\n{}', 2],
  ['nothing', '', 1],
  ['a mark of byte order', '\ufeff{}', 1],
])('finds the line of %s', (_what, text, line) => {
  expect(parseJson(text)).toMatchObject({ kind: 'broken', line })
})
