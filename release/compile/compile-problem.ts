import path from 'node:path'
import type { Problem } from '../problem'
import { type Project, shownPath } from '../project/project'
import { PROJECT_FILE } from '../project/read-project'
import type { CompileResult } from './compile'
import type { CompileError } from './messages'

type Failure = Exclude<CompileResult, { kind: 'packed' | 'aborted' }>

/** Converts the compiler's error to a problem, with its code and text. */
export function compileProblem(failure: Failure, project: Project, projectDir: string): Problem {
  const problem = (file: string, line: number, message: string) => ({
    file,
    line,
    rule: 'compile',
    message,
  })
  switch (failure.kind) {
    case 'timed-out':
      return problem(
        PROJECT_FILE,
        1,
        `The compiler gave no answer within ${Math.round(failure.limitMs / 1000)} s and was stopped. ` +
          'Run the command again. On a slow machine, raise --time-limit.',
      )
    case 'crashed':
      return problem(
        PROJECT_FILE,
        1,
        `The compiler ended without an answer: ${failure.output || 'it printed nothing'}. ` +
          'Run npm ci and try again.',
      )
    case 'refused': {
      const { file, line } = locate(failure.error, project)
      const text = failure.error.message.replaceAll(`${path.resolve(projectDir)}${path.sep}`, '')
      const code = failure.error.code === null ? '' : ` (miniprogram-ci ${failure.error.code})`
      const todo = REMEDIES.get(failure.error.code) ?? 'Correct it'
      return problem(file, line, `${text.trimEnd()}\n${todo}${code}: WeChat refuses the upload.`)
    }
  }
}

/** Remedies by miniprogram-ci's codes. */
const REMEDIES: ReadonlyMap<number | string | null, string> = new Map([
  [10005, 'Add the file, or remove its entry from the JSON'],
  [10006, 'Correct the JSON: quotes around names, no comments, no comma after the last entry'],
  [10009, 'Give this key a value that WeChat accepts'],
  [10037, 'Correct the style. A brace or a semicolon may be missing above'],
  [10038, 'Correct the template. A tag above may not be closed'],
  [10045, 'Correct the script. The compiler cannot parse it from here on'],
])

function locate(error: CompileError, project: Project): { file: string; line: number } {
  // the error of a script names its file only in the text: "file: pages/index/index.js"
  const given = error.path ?? /^file: (\S+)/m.exec(error.message)?.[1]
  // if the app has a theme: "pages/index/index.json or theme.json["light"]"
  const named = given?.replace(/ or theme\.json.*$/, '')
  const source = named === undefined ? undefined : findSource(named, project)
  if (source === undefined) return { file: named ?? PROJECT_FILE, line: 1 }
  return { file: shownPath(project, source), line: lineOf(error, project, source) }
}

/** The compiler writes .js for a .ts file, and sometimes a path from the project's folder. */
function findSource(named: string, project: Project): string | undefined {
  const plain = named.replaceAll('\\', '/').replace(/^\/+/, '')
  const below = project.appRoot === '' ? plain : plain.replace(`${project.appRoot}/`, '')
  return [plain, below, below.replace(/\.js$/, '.ts')].find((file) => project.files.has(file))
}

function lineOf({ message }: CompileError, project: Project, file: string): number {
  const json = project.files.get(file)?.json
  if (json?.kind === 'broken') return json.line
  const steps = jsonPathIn(message)
  if (json?.kind === 'parsed' && steps.length > 0) {
    // WeChat writes subPackages for both spellings
    return Math.max(json.lineOf(...steps), json.lineOf(...steps.map(lowerCase)))
  }
  // script "(10:7)", style and template "4:5:"
  const position = /\((\d+):\d+\)/.exec(message) ?? /(?:^|:)(\d+):\d+:/m.exec(message)
  return position ? Number(position[1]) : 1
}

/**
 * Reads the JSON path of a message: `app.json: ["subPackages"][0]["plugins"]…`, or a key at the top
 * level: `app.json: darkmode field …`
 */
function jsonPathIn(message: string): (string | number)[] {
  const [firstLine = ''] = message.replaceAll('theme.json["light"]', '').split('\n')
  const chain = /(?:\["[^"]+"\]|\[\d+\])+/.exec(firstLine)?.[0]
  if (chain !== undefined)
    return [...chain.matchAll(/"([^"]+)"|\d+/g)].map(([whole, key]) => key ?? Number(whole))
  const own = /: (\w+) (?:field|should|cannot|could|does)\b/.exec(firstLine)?.[1]
  return own === undefined ? [] : [own]
}

function lowerCase(step: string | number): string | number {
  return step === 'subPackages' ? 'subpackages' : step
}
