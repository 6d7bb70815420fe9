import type { Finding } from '../problem'
import { type Project, shownPath, type SourceFile } from '../project/project'
import { resolveRelative } from '../project/resolve'
import { scriptStrings } from '../project/script-strings'
import type { TemplateTag } from '../project/wxml'

/** Attributes whose value is the address of a picture. */
const PICTURES: Readonly<Record<string, string>> = {
  image: 'src',
  'cover-image': 'src',
  video: 'poster',
}

const FROM_ROOT = /^\/(?!\/)[^…?#]*\.(?:png|jpe?g|gif|svg|webp)$/i

/**
 * Missing pictures of the app that templates and scripts name. Computed addresses are not seen. The
 * compiler accepts missing pictures (measured).
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
          `The picture ${address} is missing: the phone shows an empty area. ` +
          `Correct the path, or add ${target}.`,
      },
    ]
  })
}

export interface NamedPicture {
  readonly address: string
  readonly line: number
}

/**
 * The pictures of the app that a template or script names: relative paths, and paths from the root.
 */
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
    // matches '/a.png' in {{ok ? '/a.png' : '/b.png'}}
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
