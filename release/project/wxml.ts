/** An opening tag of a template with its attributes. */
export interface TemplateTag {
  readonly name: string
  readonly line: number
  readonly attributes: readonly TemplateAttribute[]
  /** The script between `<wxs>` and `</wxs>`; null for all other tags. */
  readonly wxs: WxsText | null
}

export interface TemplateAttribute {
  readonly name: string
  /** As written, including `{{…}}`; '' without a value. */
  readonly value: string
  readonly line: number
}

export interface WxsText {
  readonly text: string
  /** The line of the first character. */
  readonly line: number
}

/**
 * Comments, data bindings (which may contain `<`), closing tags, and the start of an opening tag.
 */
const PIECE = /<!--[\s\S]*?(?:-->|$)|\{\{[\s\S]*?\}\}|<\/[^>]*>|<([a-zA-Z][\w.:-]*)/g

const ATTRIBUTE = /\s*([^\s=/>"'<]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?|\s*\//y

/**
 * Reads the tags of a template. Continues after syntax errors, which the compilers report, so that
 * the rest of the file is checked.
 */
export function readTemplate(wxml: string): TemplateTag[] {
  const lineAt = lineCounter(wxml)
  const tags: TemplateTag[] = []
  PIECE.lastIndex = 0
  for (let piece = PIECE.exec(wxml); piece; piece = PIECE.exec(wxml)) {
    const name = piece[1]
    if (name === undefined) continue
    const { attributes, end } = readAttributes(wxml, PIECE.lastIndex, lineAt)
    PIECE.lastIndex = end
    const isOpen = wxml[end] === '>' && wxml[end - 1] !== '/'
    const wxs = name === 'wxs' && isOpen ? readWxs(wxml, end + 1, lineAt) : null
    if (wxs) PIECE.lastIndex = end + 1 + wxs.text.length
    tags.push({ name, line: lineAt(piece.index), attributes, wxs })
  }
  return tags
}

/** The attribute of this name; undefined if the tag has none. */
export function attributeOf(tag: TemplateTag, name: string): TemplateAttribute | undefined {
  return tag.attributes.find((attribute) => attribute.name === name)
}

function readAttributes(wxml: string, start: number, lineAt: (index: number) => number) {
  const attributes: TemplateAttribute[] = []
  let end = start
  ATTRIBUTE.lastIndex = start
  for (let found = ATTRIBUTE.exec(wxml); found; found = ATTRIBUTE.exec(wxml)) {
    end = ATTRIBUTE.lastIndex
    const [whole, name, double, single, bare] = found
    if (name === undefined) continue
    const at = found.index + whole.length - whole.trimStart().length
    attributes.push({ name, value: double ?? single ?? bare ?? '', line: lineAt(at) })
  }
  while (/\s/.test(wxml[end] ?? '')) end += 1
  return { attributes, end }
}

function readWxs(wxml: string, start: number, lineAt: (index: number) => number): WxsText {
  const close = wxml.indexOf('</wxs', start)
  return { text: wxml.slice(start, close === -1 ? undefined : close), line: lineAt(start) }
}

/** Returns a function from an index to its line, from 1. Rising indexes are counted in one pass. */
function lineCounter(text: string): (index: number) => number {
  let line = 1
  let counted = 0
  return (index) => {
    if (index < counted) [line, counted] = [1, 0]
    for (let at = text.indexOf('\n', counted); at !== -1 && at < index;) {
      line += 1
      counted = at + 1
      at = text.indexOf('\n', counted)
    }
    return line
  }
}
