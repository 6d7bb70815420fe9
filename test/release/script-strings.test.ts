import { scriptStrings } from '../../release/project/script-strings'

const texts = (script: string) => scriptStrings('x.ts', script).map(({ text }) => text)

describe('the texts of a script', () => {
  it('come with their lines', () => {
    expect(scriptStrings('x.ts', "const a = 'b'\n\ngo(`c`)")).toEqual([
      { text: 'b', line: 1 },
      { text: 'c', line: 3 },
    ])
  })

  it('include constants of the same file in any order', () => {
    expect(texts("go(`${PAGE}?id=1`)\nconst PAGE = ROOT + '/room'\nconst ROOT = 'pages'")).toEqual([
      'pages/room?id=1',
      'pages/room',
      'pages',
    ])
  })

  it('have a mark for values that are only known at run time', () => {
    expect(texts("let a = 'x'\ngo(`${a}/${b.c}` + ('/' + d))")).toEqual(['x', '…/…/…'])
  })

  it('end at a circular constant', () => {
    expect(texts('const a = `${b}?`\nconst b = `${a}!`')).toEqual(['…?!?', '…!?!'])
  })

  it.each([
    "import 'x'",
    "export * from 'x'",
    "require('x')",
    "void import('x')",
    "type A = 'x'",
    'const a = 1 + 2',
  ])('are none in %s', (script) => {
    expect(texts(script)).toEqual([])
  })
})
