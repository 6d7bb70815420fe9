import path from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import { checkWxs } from './script'
import type { Report } from './problem'

interface Diagnostic {
  readonly message: string
  /** From 0. */
  readonly startLine: number
}

/** Compiles all templates of a code space together, because templates include each other. */
export class TemplateCompiler {
  private readonly group = new TmplGroup()
  private readonly templates: string[] = []
  private readonly scripts = new Set<string>()

  constructor(private readonly report: Report) {}

  addTemplate(name: string, source: string): void {
    // The engine reports most faults as warnings although the tag then has no effect: all stop the build.
    const diagnostics = (this.group.addTmpl(name, source) ?? []) as readonly Diagnostic[]
    for (const { message, startLine } of diagnostics)
      this.report({ severity: 'error', file: `${name}.wxml`, line: startLine + 1, message })
    this.templates.push(name)
  }

  addScript(name: string, source: string): void {
    checkWxs(`${name}.wxs`, source, this.report)
    this.scripts.add(name)
    // <wxs src> looks up the module without suffix, require() in WXS with it
    this.group.addScript(name, source)
    this.group.addScript(`${name}.wxs`, source)
  }

  /** A JavaScript expression for the compiled templates by name. The compiler cannot be used afterwards. */
  finish(): string {
    const known = new Set(this.templates)
    for (const name of this.templates) {
      this.checkInlineScripts(name)
      this.checkDependencies(name, known)
    }
    const code = this.group.getTmplGenObjectGroups()
    this.group.free()
    return passAriaToTheDom(code)
  }

  private checkInlineScripts(name: string): void {
    for (const module of this.group.getInlineScriptModuleNames(name) as string[])
      checkWxs(
        `${name}.wxml <wxs module="${module}">`,
        this.group.getInlineScript(name, module),
        this.report,
      )
  }

  private checkDependencies(name: string, known: ReadonlySet<string>): void {
    const missing = (target: string, kind: string) => {
      this.report({
        severity: 'error',
        file: `${name}.wxml`,
        line: 0,
        message: `${kind} "${target}" does not exist`,
      })
    }
    for (const target of this.group.getDirectDependencies(name) as string[])
      if (!known.has(normalise(target))) missing(target, 'the template')
    for (const target of this.group.getScriptDependencies(name) as string[])
      if (!this.scripts.has(normalise(target))) missing(target, 'the WXS module')
  }
}

function normalise(target: string): string {
  return path.posix
    .normalize(target)
    .replace(/^\//, '')
    .replace(/\.(wxml|wxs)$/, '')
}

/**
 * The engine drops `aria-*` attributes that are not declared as properties; WeChat accepts them on every
 * node, and screen readers and tests need them. `O(N, name, value)` is the engine's call to set a property.
 * Quotes in WXML strings are escaped, so the pattern matches nothing else.
 */
function passAriaToTheDom(code: string): string {
  return code.replace(/\bO\(N,"(aria-[a-z]+)"/g, '$aria(N,"$1"')
}
