/**
 * A token of JSON, of any text whatever: what is none of the others is one character of no kind.
 * Space counts with the token behind it.
 */
const TOKEN =
  // eslint-disable-next-line no-control-regex -- JSON allows them nowhere in a string, so the pattern names them
  /[ \t\r\n]*(?:("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))|([{}[\],:])|([^ \t\r\n]))/y

/**
 * Where a text stops being JSON: the index of the first token that cannot stand there, null where
 * there is none. V8 names a place too, but not in every message, and each version otherwise.
 */
export function jsonFault(text: string): number | null {
  const open: ('{' | '[')[] = []
  let wants: 'value' | 'first' | 'name' | 'colon' | 'next' | 'end' = 'value'
  /** What may follow a value. */
  const after = () => (open.length === 0 ? 'end' : 'next')
  let at = 0
  for (;;) {
    TOKEN.lastIndex = at
    const found = TOKEN.exec(text)
    if (!found) return wants === 'end' ? null : text.trimEnd().length
    const [whole, string, plain, mark, other] = found
    at += whole.length
    const start = at - (string ?? plain ?? mark ?? other ?? '').length
    const inside = open.at(-1)
    const closes = mark === (inside === '{' ? '}' : ']') && inside !== undefined
    if (closes && (wants === 'first' || wants === 'next')) {
      open.pop()
      wants = after()
    } else if (wants === 'value' || (wants === 'first' && inside === '[')) {
      if (mark === '{' || mark === '[') {
        open.push(mark)
        wants = 'first'
      } else if (string !== undefined || plain !== undefined) wants = after()
      else return start
    } else if (wants === 'name' || wants === 'first') {
      if (string === undefined) return start
      wants = 'colon'
    } else if (wants === 'colon') {
      if (mark !== ':') return start
      wants = 'value'
    } else if (wants === 'next' && mark === ',') wants = inside === '{' ? 'name' : 'value'
    else return start
  }
}
