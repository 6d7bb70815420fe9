import type { FastifyBaseLogger } from 'fastify'

type Bindings = Parameters<FastifyBaseLogger['child']>[0]
type Options = Parameters<FastifyBaseLogger['child']>[1]

/**
 * Logger of one request. The child logger is created on the first line, because most requests write
 * none: their one line is written by `event-log.ts`.
 */
export class RequestLog implements FastifyBaseLogger {
  private childLog: FastifyBaseLogger | undefined

  constructor(
    private readonly parent: FastifyBaseLogger,
    private readonly bindings: Bindings,
    private readonly options: Options,
    /** The route as registered; undefined if no route matched. */
    readonly route?: string,
  ) {
    this.childLog = undefined
  }

  get level(): string {
    return this.childLogger().level
  }

  set level(level: string) {
    this.childLogger().level = level
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
    // this level writes nothing
  }

  child(bindings: Bindings, options?: Options): FastifyBaseLogger {
    return this.childLogger().child(bindings, options)
  }

  private childLogger(): FastifyBaseLogger {
    return (this.childLog ??= this.parent.child(this.bindings, this.options))
  }

  private write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    line: readonly unknown[],
  ): void {
    const own = this.childLogger()
    Reflect.apply(own[level], own, line)
  }
}
