import fc from 'fast-check'
import { compareVersions, isVersion } from '../../../../miniprogram/live/domain/version'

it.each([
  ['2.11.2', '2.11.2', 0],
  ['2.9.0', '2.11.2', -1],
  ['2.11.10', '2.11.2', 1],
  ['3.0', '2.11.2', 1],
  ['2.11', '2.11.0', 0],
  ['7.0.7', '7.0.15', -1],
  ['8.0.5', '7.0.7', 1],
])('compares %s with %s', (one, other, sign) => {
  expect(Math.sign(compareVersions(one, other))).toBe(sign)
  expect(Math.sign(compareVersions(other, one))).toBe(-sign + 0)
})

it('orders versions as their numbers are ordered', () => {
  const parts = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99))
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      const at = one.findIndex((part, index) => part !== other[index])
      const expected = at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
      expect(compareVersions(one.join('.'), other.join('.'))).toBe(expected)
    }),
  )
})

it.each([
  ['2.11.2', true],
  ['8.0', true],
  ['8', false],
  ['dev', false],
  ['', false],
  [8, false],
  [undefined, false],
])('takes %p for a version: %p', (value, is) => {
  expect(isVersion(value)).toBe(is)
})
