import { componentEntries } from '../project/components'
import { findModule, neededModules } from '../project/modules'
import { jsonObject, type Project, type SourceFile } from '../project/project'
import { resolveRelative } from '../project/resolve'
import { findTemplate } from '../project/template-owners'
import { templateReferences, styleReferences } from '../project/references'
import { namedPictures } from './missing-picture'

/** A reference from one file of the app to another that it needs. */
export interface NeededFile {
  readonly file: string
  readonly line: number
  /** The needed file by its path in the source. It exists. */
  readonly target: string
}

/** All references of pages, templates, styles, scripts and their JSON. */
export function neededFiles(project: Project): NeededFile[] {
  return [
    ...pages(project),
    ...[...project.files.values()].flatMap((file) => inFile(project, file)),
  ]
}

const PARTS = ['.json', '.wxml', '.wxss', '.ts', '.js']

function parts(project: Project, base: string): string[] {
  return PARTS.map((ending) => base + ending).filter((path) => project.files.has(path))
}

function pages(project: Project): NeededFile[] {
  return project.packages
    .flatMap((home) => home.pages)
    .flatMap(({ path, line }) =>
      parts(project, path).map((target) => ({ file: 'app.json', line, target })),
    )
}

function inFile(project: Project, file: SourceFile): NeededFile[] {
  const need = (line: number, target: string | null | undefined): NeededFile[] =>
    target != null && project.files.has(target) ? [{ file: file.path, line, target }] : []
  const { path, text, template } = file
  return [
    ...neededModules(file).flatMap(({ specifier, line }) =>
      need(line, findModule(project, path, specifier)),
    ),
    ...templateReferences(template ?? []).flatMap(({ specifier, line }) => {
      const pulled = findTemplate(project, path, specifier)
      return need(line, pulled?.path ?? resolveRelative(path, specifier))
    }),
    ...(text !== null && path.endsWith('.wxss') ? styleReferences(text) : []).flatMap(
      ({ specifier, line }) => need(line, resolveRelative(path, specifier)),
    ),
    ...namedPictures(file).flatMap(({ address, line }) =>
      need(line, resolveRelative(path, address)),
    ),
    ...componentEntries(file).flatMap(({ target, line }) => component(project, file, target, line)),
    ...(path === 'app.json' ? namedByApp(file, need) : []),
  ]
}

function component(
  project: Project,
  { path }: SourceFile,
  target: string,
  line: number,
): NeededFile[] {
  const base = resolveRelative(path, target)
  if (base === null) return []
  const found = [base, `${base}/index`].find((one) => project.files.has(`${one}.json`))
  return found === undefined
    ? []
    : parts(project, found).map((part) => ({ file: path, line, target: part }))
}

function namedByApp(
  { json }: SourceFile,
  need: (line: number, target: string) => NeededFile[],
): NeededFile[] {
  if (json?.kind !== 'parsed') return []
  return ['sitemapLocation', 'themeLocation'].flatMap((key) => {
    const location = jsonObject(json)[key]
    return typeof location === 'string'
      ? need(json.lineOf(key), location.replace(/^\.?\/+/, ''))
      : []
  })
}
