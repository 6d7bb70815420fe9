import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { ipRefused, refuse } from './answers'
import type { Outcome, UploadContext } from './endpoints'
import { endpointOf } from './endpoints'
import type { UploadCall, UploadFault } from './stand-in'

/** The client's usage reports. @see miniprogram-ci, dist/utils/report.js */
const REPORT_PATH = '/wxa-dev-logic/clientreportv2'

export interface CallLog {
  /** Records a call on arrival. The returned function adds its result. */
  call(seen: Pick<UploadCall, 'method' | 'path' | 'query'>): (ended: Ended) => void
  report(body: string): void
}

type Ended = Omit<UploadCall, 'method' | 'path' | 'query'>

/** Serves all endpoints: errors have status 200, and a planned fault applies before the answer is sent. */
export function serviceOf(world: UploadContext, records: CallLog): RequestListener {
  return (request, response) => {
    answer(request, response, world, records).catch((error: unknown) => {
      // the body was incomplete: the client has disconnected
      response.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  world: UploadContext,
  records: CallLog,
): Promise<void> {
  const { pathname: path, searchParams } = new URL(request.url ?? '/', 'https://servicewechat.com')
  const method = request.method ?? ''
  if (path === REPORT_PATH) {
    records.report((await buffer(request)).toString('utf8'))
    response.end('{}')
    return
  }
  const query = Object.fromEntries(searchParams)
  const end = records.call({ method, path, query })
  const fault = faultFor(world.fault(), path)
  if (fault?.kind === 'drops') {
    end({ signature: 'none', status: null, answer: null })
    request.socket.destroy()
    return
  }
  const body = await buffer(request)
  const { status, outcome } = outcomeOf({ method, path, query, body }, world)
  const { signature, app } = outcome
  const brought = app === undefined ? {} : { files: app.files, sizes: app.sizes }
  if (fault?.kind === 'hangs') {
    end({ signature, status: null, answer: null, ...brought })
    return
  }
  const said = fault?.kind === 'junk' ? HTML_BODY : applyFault(outcome, fault)
  end({ signature, status, answer: said, ...brought })
  const isJunk = typeof said === 'string'
  response.writeHead(status, { 'content-type': isJunk ? 'text/html' : 'application/json' })
  response.end(isJunk ? said : JSON.stringify(said))
}

const HTML_BODY = '<!doctype html><title>502 Bad Gateway</title><p>The gateway is busy.'

function outcomeOf(
  call: Pick<UploadCall, 'method' | 'path' | 'query'> & { readonly body: Buffer },
  world: UploadContext,
): { status: number; outcome: Outcome } {
  const failed = (status: number, why: string) => ({
    status,
    outcome: { answer: refuse(why), signature: 'none' } as const,
  })
  const endpoint = endpointOf(call.path)
  if (endpoint === undefined) return failed(404, `the sandbox does not implement ${call.path}`)
  if (endpoint.method !== call.method)
    return failed(405, `${call.path} needs ${endpoint.method}, got ${call.method}`)
  try {
    return { status: 200, outcome: endpoint.answer(call, world) }
  } catch (error) {
    return failed(500, `internal error of the sandbox: ${String(error)}`)
  }
}

/** The planned fault, if it applies to this path. */
function faultFor(fault: UploadFault | null, path: string): UploadFault | null {
  const struck = fault !== null && 'path' in fault ? fault.path : undefined
  return struck === undefined || struck === path ? fault : null
}

/** The answer with the fault applied. `ip-refused` applies to signed calls only. */
function applyFault({ answer: usual, signature }: Outcome, fault: UploadFault | null): unknown {
  if (fault?.kind === 'error') return refuse(fault.errMsg, fault.errCode)
  if (fault?.kind === 'ip-refused' && signature !== 'none') return ipRefused(fault.ip)
  return usual
}
