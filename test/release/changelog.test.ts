import { cutChangelog } from '../../release/versioning/changelog'

const CHANGELOG = `# Changelog

The format is Keep a Changelog.

## [Unreleased]

### Added

- Rooms, on
  two lines.

### Fixed

- A crash.

## [1.1.0] - 2026-10-01

### Added

- Goods.

[unreleased]: https://example.com/shop/compare/v1.1.0...HEAD
[1.1.0]: https://example.com/shop/releases/tag/v1.1.0
`

const NOTES = '### Added\n\n- Rooms, on\n  two lines.\n\n### Fixed\n\n- A crash.'
const textOf = (given: string) => {
  const cut = cutChangelog(given, '1.2.0', '2026-11-22')
  return cut.kind === 'cut' ? cut.text : cut.refusal.code
}

it('moves the unreleased entries and their link to the version', () => {
  expect(textOf(CHANGELOG)).toBe(`# Changelog

The format is Keep a Changelog.

## [Unreleased]

## [1.2.0] - 2026-11-22

${NOTES}

## [1.1.0] - 2026-10-01

### Added

- Goods.

[unreleased]: https://example.com/shop/compare/v1.2.0...HEAD
[1.2.0]: https://example.com/shop/compare/v1.1.0...v1.2.0
[1.1.0]: https://example.com/shop/releases/tag/v1.1.0
`)
  expect(cutChangelog(CHANGELOG, '1.2.0', '2026-11-22')).toMatchObject({ notes: NOTES })
})

it('makes the first version', () => {
  expect(textOf('# Changelog\n\n## [Unreleased]\n\n- All of it.\n')).toBe(
    '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-11-22\n\n- All of it.\n',
  )
})

it('keeps Windows line endings', () => {
  const text = textOf(CHANGELOG.replaceAll('\n', '\r\n'))
  expect(text).toBe(textOf(CHANGELOG).replaceAll('\n', '\r\n'))
})

it('refuses a second version without new entries', () => {
  expect(textOf(textOf(CHANGELOG).replaceAll('1.2.0', '1.1.9'))).toBe('nothing-unreleased')
})

it.each([
  ['no-unreleased', '# Changelog\n\n## [1.1.0] - 2026-10-01\n\n- Goods.\n'],
  ['nothing-unreleased', '# Changelog\n\n## [Unreleased]\n\n### Added\n\n## [1.1.0]\n\n- Goods.\n'],
  ['nothing-unreleased', '# Changelog\n\n## [Unreleased]\n\n[a]: https://example.com\n'],
  ['version-in-changelog', '# Changelog\n\n## [Unreleased]\n\n- New.\n\n## [1.2.0] - 2026-01-01\n'],
])('refuses with %s', (code, text) => expect(textOf(text)).toBe(code))
