import { CurrentWindowBackendContext } from 'glass-easel'
import { toCssValue } from './css-value'

/**
 * The DOM for the engine: WeChat's tags become `wx-*`, WXSS units work in inline styles, and style sheets
 * belong to the page being created, because in WeChat every page is a separate document.
 */
export class PhoneBackend extends CurrentWindowBackendContext {
  private readonly sheets = new Map<string, string>()
  private collected: HTMLStyleElement[] | null = null

  constructor(
    private readonly isBuiltin: (tag: string) => boolean,
    private readonly isDeclared: (tag: string) => boolean,
    private readonly warn: (message: string) => void,
  ) {
    super()
    const engineDocument = {
      createTextNode: (text: string) => document.createTextNode(text),
      createDocumentFragment: () => document.createDocumentFragment(),
      createElement: (tag: string) => this.createElement(tag),
    }
    // typed as the union of all backends; the engine calls only these three
    this.document = engineDocument as unknown as typeof this.document
  }

  /** Runs `make` and returns the style sheets that the engine requested during it. */
  collectSheets<T>(make: () => T): { made: T; sheets: readonly HTMLStyleElement[] } {
    const sheets: HTMLStyleElement[] = []
    this.collected = sheets
    try {
      return { made: make(), sheets }
    } finally {
      this.collected = null
    }
  }

  override registerStyleSheetContent(path: string, content: unknown): void {
    this.sheets.set(path, String(content))
  }

  /** Also called when a placeholder is replaced later; the sheet is then added to the top page. */
  override appendStyleSheetPath(path: string): number {
    const css = this.sheets.get(path)
    if (css === undefined || this.collected === null) return 0
    const sheet = document.createElement('style')
    sheet.dataset['wxss'] = path
    sheet.textContent = css
    document.head.append(sheet)
    this.collected.push(sheet)
    return 0
  }

  private createElement(tag: string): HTMLElement {
    const builtin = this.isBuiltin(tag)
    if (!builtin && !this.isDeclared(tag))
      this.warn(`<${tag}> is neither a built-in of the sandbox client nor in usingComponents`)
    const element = document.createElement(builtin ? `wx-${tag}` : tag)
    const setAttribute = element.setAttribute.bind(element)
    element.setAttribute = (name, value) => {
      setAttribute(name, name === 'style' ? toCssValue(value) : value)
    }
    // the engine prepends a unique prefix to ids; the DOM needs the id as written
    Object.defineProperty(element, 'id', {
      get: () => element.getAttribute('id') ?? '',
      set: (id: string) => setAttribute('id', id.replace(/^.*?--/, '')),
    })
    return element
  }
}
