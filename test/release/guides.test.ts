import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { KNOWN_CODES } from '../../release/upload/known-failures'

const ROOT = path.resolve(__dirname, '../..')

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')
const GUIDES = ['docs/release.md', 'docs/go-live.md', 'README.md', 'README.zh-CN.md']

/** The first group of all matches. */
const all = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? '')),
]

/** The anchors that GitHub creates for headings. */
const anchors = (text: string) =>
  all(text, /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

describe.each(GUIDES)('%s', (guide) => {
  const text = read(guide)

  it('links to existing files and headings', () => {
    const links = all(text, /\]\(((?!https?:)[^)\s]+)\)/g)
    expect(links.length).toBeGreaterThan(0)
    const dead = links.filter((link) => {
      const [file = '', anchor] = link.split('#')
      const target = file === '' ? guide : path.join(path.dirname(guide), file)
      if (!existsSync(path.join(ROOT, target))) return true
      return anchor !== undefined && !anchors(read(target)).includes(anchor)
    })
    expect(dead).toEqual([])
  })

  it('names existing npm scripts', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = all(text, /npm run ([\w:]+)/g)
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })
})

it('docs/release.md lists all refusals', () => {
  const listed = all(read('docs/release.md'), /^\| (`[^|]+`) +\|/gm).join()
  const codes = [...KNOWN_CODES, 'time-limit', 'crashed']
  expect(codes.filter((code) => !listed.includes(`\`${code}\``))).toEqual([])
})

it('docs/go-live.md names existing metrics', () => {
  const measured = read('server/src/metrics/metrics.ts')
  const named = all(read('docs/go-live.md'), /`((?:live|wechat|http)_\w+)`/g)
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((name) => !measured.includes(`'${name}'`))).toEqual([])
})

it('docs/release.md names all options and variables of the commands', () => {
  const text = read('docs/release.md')
  const files = ['upload', 'preview', 'sourcemap', 'release'].map(
    (name) => `release/commands/${name}.ts`,
  )
  const sources = [...files, 'release/upload/arguments.ts', 'release/upload/report.ts'].map(read)
  const options = all(sources.join('\n'), /^ {2}(--[a-z-]+|[A-Z_]{5,})/gm)
  expect(options).toEqual(expect.arrayContaining(['--robot', '--qr', '--out', 'WX_UPLOAD_KEY']))
  expect(options.filter((option) => !text.includes(option))).toEqual([])
})
