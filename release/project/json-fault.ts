/** A token of JSON with the space before it. Any other character is a token of the last kind. */
const TOKEN =
  // eslint-disable-next-line no-control-regex -- JSON allows them nowhere in a string, so the pattern names them
  /[ \t\r\n]*(?:("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))|([{}[\],:])|([^ \t\r\n]))/y

/**
 * The index of the first token that is not allowed in JSON; null: the text is valid. V8's messages
 * name a position too, but not all of them, and each version differently.
 */
export function jsonFault(text: string): number | null {
  const open: ('{' | '[')[] = []
  let expected: 'value' | 'first' | 'name' | 'colon' | 'next' | 'end' = 'value'
  /** The state after a value. */
  const after = () => (open.length === 0 ? 'end' : 'next')
  let at = 0
  for (;;) {
    TOKEN.lastIndex = at
    const found = TOKEN.exec(text)
    if (!found) return expected === 'end' ? null : text.trimEnd().length
    const [whole, string, plain, mark, other] = found
    at += whole.length
    const start = at - (string ?? plain ?? mark ?? other ?? '').length
    const inside = open.at(-1)
    const closes = mark === (inside === '{' ? '}' : ']') && inside !== undefined
    if (closes && (expected === 'first' || expected === 'next')) {
      open.pop()
      expected = after()
    } else if (expected === 'value' || (expected === 'first' && inside === '[')) {
      if (mark === '{' || mark === '[') {
        open.push(mark)
        expected = 'first'
      } else if (string !== undefined || plain !== undefined) expected = after()
      else return start
    } else if (expected === 'name' || expected === 'first') {
      if (string === undefined) return start
      expected = 'colon'
    } else if (expected === 'colon') {
      if (mark !== ':') return start
      expected = 'value'
    } else if (expected === 'next' && mark === ',') expected = inside === '{' ? 'name' : 'value'
    else return start
  }
}
