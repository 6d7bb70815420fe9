/** Messages between a measured process and the measuring process. */

/** The bare server's answer in base64, because messages between processes are JSON. */
export interface Page {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Serve {
  readonly kind: 'serve'
  readonly page?: Page | undefined
  /** A folder for files. The caller removes it. */
  readonly folder?: string | undefined
}

export type Order = Serve | { readonly kind: 'cpu' }

export type Report =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'cpu'; readonly microseconds: number }

/**
 * Runs until the parent process disconnects. @param serve listens on loopback and returns the port
 */
export function obey(serve: (order: Serve) => Promise<number>): void {
  const tell = (report: Report): void => void process.send?.(report)
  const fail = (error: unknown): void => {
    console.error(error)
    process.exit(1)
  }
  process.on('message', (order: Order) => {
    if (order.kind === 'serve') {
      serve(order).then((port) => {
        tell({ kind: 'listening', port })
      }, fail)
    } else {
      const { user, system } = process.cpuUsage()
      tell({ kind: 'cpu', microseconds: user + system })
    }
  })
  process.once('disconnect', () => {
    process.exit()
  })
}
