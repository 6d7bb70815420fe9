import type { Finding } from '../problem'
import { type Project, shownPath, type SourceFile } from '../project/project'
import { resolveRelative } from '../project/resolve'
import { scriptStrings } from '../project/script-strings'
import type { TemplateTag } from '../project/wxml'

/** Attributes that hold nothing but the address of a picture. */
const PICTURES: Readonly<Record<string, string>> = {
  image: 'src',
  'cover-image': 'src',
  video: 'poster',
}

const FROM_ROOT = /^\/(?!\/)[^…?#]*\.(?:png|jpe?g|gif|svg|webp)$/i

/**
 * Pictures of the app that templates and scripts name. One that is put together as the app runs is
 * not seen. The compiler passes all of them (measured).
 */
export function missingPictures(project: Project, file: SourceFile): Finding[] {
  return namedPictures(file).flatMap(({ address, line }) => {
    const target = resolveRelative(file.path, address)
    if (target === null || project.files.has(target)) return []
    return [
      {
        file: shownPath(project, file.path),
        line,
        message:
          `The picture ${address} is not there: the phone shows an empty place. ` +
          `Correct the path, or add ${target}.`,
      },
    ]
  })
}

export interface NamedPicture {
  readonly address: string
  readonly line: number
}

/** Wherever a template or a script names a picture of the app: its own files, and whole paths. */
export function namedPictures({ path, text, template, script }: SourceFile): NamedPicture[] {
  if (template) return template.flatMap(inTag)
  if (!script || text === null || !/\.(?:png|jpe?g|gif|svg|webp)\b/i.test(text)) return []
  return scriptStrings(path, text)
    .filter((found) => FROM_ROOT.test(found.text))
    .map((found) => ({ address: found.text, line: found.line }))
}

function inTag({ name, attributes }: TemplateTag): NamedPicture[] {
  return attributes.flatMap(({ name: attribute, value, line }) => {
    if (!value.includes('{{')) {
      const isPicture = attribute === PICTURES[name] && isOwnFile(value)
      return isPicture || FROM_ROOT.test(value) ? [{ address: value, line }] : []
    }
    // '/a.png' in {{ok ? '/a.png' : '/b.png'}}
    const whole = /^\s*\{\{([^]*)\}\}\s*$/.exec(value)?.[1] ?? ''
    return [...whole.matchAll(/'([^']*)'|"([^"]*)"/g)]
      .map(([, single, double]) => single ?? double ?? '')
      .filter((literal) => FROM_ROOT.test(literal))
      .map((address) => ({ address, line }))
  })
}

function isOwnFile(address: string): boolean {
  return address !== '' && !/^(?:[a-z][\w+.-]*:|\/\/)/i.test(address)
}
