import { connect } from 'node:net'

export interface Load {
  readonly port: number
  /** The complete request. */
  readonly request: string
  readonly status: 200 | 304
  readonly count: number
}

const CONNECTIONS = 16
const PATIENCE_MS = 15_000
const HEAD_END = '\r\n\r\n'

/** Sends all requests over persistent connections, one at a time on each. */
export async function ask({ port, request, status, count }: Load): Promise<void> {
  let left = count
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      let come = ''
      const next = (): void => {
        if (left === 0) {
          socket.end()
          resolve()
          return
        }
        left -= 1
        socket.write(request)
      }
      socket.setNoDelay(true)
      socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('No answer.')))
      socket.setEncoding('latin1')
      socket.on('connect', next)
      socket.on('error', reject)
      socket.on('close', () => {
        reject(new Error('The server closed the connection.'))
      })
      socket.on('data', (part: string) => {
        come += part
        const head = come.indexOf(HEAD_END)
        if (head === -1) return
        const body = status === 304 ? 0 : Number(/content-length: (\d+)/i.exec(come)?.[1])
        if (come.length < head + HEAD_END.length + body) return
        if (!come.startsWith(`HTTP/1.1 ${status} `)) {
          socket.destroy(new Error(`Expected status ${status}, got: ${come.slice(0, 40)}`))
          return
        }
        come = ''
        next()
      })
    })
  await Promise.all(Array.from({ length: CONNECTIONS }, one))
}
