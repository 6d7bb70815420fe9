import type { FastifyBaseLogger } from 'fastify'

type Bindings = Parameters<FastifyBaseLogger['child']>[0]
type Options = Parameters<FastifyBaseLogger['child']>[1]

/**
 * The log of one request: a child of the process's, made when a first line is written to it. Most
 * requests write none: the line that each of them has is not written here (see `event-log.ts`).
 */
export class RequestLog implements FastifyBaseLogger {
  private made: FastifyBaseLogger | undefined

  constructor(
    private readonly parent: FastifyBaseLogger,
    private readonly bindings: Bindings,
    private readonly options: Options,
    /** As it is registered; undefined where no route was found. */
    readonly route?: string,
  ) {
    this.made = undefined
  }

  get level(): string {
    return this.own().level
  }

  set level(level: string) {
    this.own().level = level
  }

  fatal(...line: readonly unknown[]): void {
    this.write('fatal', line)
  }

  error(...line: readonly unknown[]): void {
    this.write('error', line)
  }

  warn(...line: readonly unknown[]): void {
    this.write('warn', line)
  }

  info(...line: readonly unknown[]): void {
    this.write('info', line)
  }

  debug(...line: readonly unknown[]): void {
    this.write('debug', line)
  }

  trace(...line: readonly unknown[]): void {
    this.write('trace', line)
  }

  silent(): void {
    // what is written to this level goes nowhere
  }

  child(bindings: Bindings, options?: Options): FastifyBaseLogger {
    return this.own().child(bindings, options)
  }

  private own(): FastifyBaseLogger {
    return (this.made ??= this.parent.child(this.bindings, this.options))
  }

  private write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    line: readonly unknown[],
  ): void {
    const own = this.own()
    Reflect.apply(own[level], own, line)
  }
}
