import { hasAlready } from '../../../server/src/http/send'

describe('If-None-Match', () => {
  it.each([
    [undefined, false],
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
    ['', false],
  ])('%p matches "a": %p', (header, expected) => {
    expect(hasAlready(header, '"a"')).toBe(expected)
  })
})
