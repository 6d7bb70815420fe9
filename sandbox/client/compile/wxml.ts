import path from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import { checkWxs } from './script'
import type { Report } from './problem'

interface Diagnostic {
  readonly message: string
  /** From 0. */
  readonly startLine: number
}

/** Compiles the templates of one code space together, because templates include one another. */
export class TemplateCompiler {
  private readonly group = new TmplGroup()
  private readonly templates: string[] = []
  private readonly scripts = new Set<string>()

  constructor(private readonly report: Report) {}

  addTemplate(name: string, source: string): void {
    // Most faults are "warnings" to the engine, although the tag then does nothing: all of them fail the build.
    const diagnostics = (this.group.addTmpl(name, source) ?? []) as readonly Diagnostic[]
    for (const { message, startLine } of diagnostics)
      this.report({ severity: 'error', file: `${name}.wxml`, line: startLine + 1, message })
    this.templates.push(name)
  }

  addScript(name: string, source: string): void {
    checkWxs(`${name}.wxs`, source, this.report)
    this.scripts.add(name)
    // <wxs src> looks a module up without the suffix, require() inside WXS with it
    this.group.addScript(name, source)
    this.group.addScript(`${name}.wxs`, source)
  }

  /** A JavaScript expression that gives the compiled templates by name. Ends the compiler. */
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
 * The engine drops `aria-*` unless a component declares it as a property. WeChat takes it on every
 * node, and so must we: screen readers and tests find things by role and name. `O(N, name, value)`
 * is the engine's "set a property"; a quote inside a WXML string is escaped, so nothing else matches.
 */
function passAriaToTheDom(code: string): string {
  return code.replace(/\bO\(N,"(aria-[a-z]+)"/g, '$aria(N,"$1"')
}
