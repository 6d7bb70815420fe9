import { interruption, INTERRUPTED } from '../../scripts/command/interruption'
import { startUploadStandIn } from '.'
import { field, textField } from './json'
import type { Settings } from './settings'
import { HELP, readSettings } from './settings'
import type { UploadCall, UploadStandIn } from './stand-in'
import { variableLines } from './variables'

const BAD_SETTING = 2

async function main(): Promise<void> {
  const settings = settingsOrEnd(process.argv.slice(2))
  if (settings === 'help') {
    process.stdout.write(HELP)
    return
  }
  const { options, fault } = settings
  const interrupted = interruption()
  const wechat = await startUploadStandIn({
    ...options,
    onCall: (call) => say(describe(call)),
    onDistrust: (reason) =>
      say(`A client does not trust this service: is NODE_EXTRA_CA_CERTS set? (${reason})`),
  })
  wechat.fault(fault)
  const end = () => {
    process.exitCode = INTERRUPTED
    void wechat.close()
  }
  if (interrupted.aborted) end()
  else {
    interrupted.addEventListener('abort', end)
    say(welcome(wechat, options))
  }
}

/** A wrong setting is told apart from a service that would not start, by its exit code. */
function settingsOrEnd(args: readonly string[]): Settings | 'help' {
  try {
    return readSettings(args)
  } catch (error) {
    process.stderr.write(`${words(error)}\n`)
    process.exit(BAD_SETTING)
  }
}

function welcome(wechat: UploadStandIn, { appid, livePlugin }: Settings['options']): string {
  const variables = {
    HTTPS_PROXY: wechat.proxyUrl,
    NODE_EXTRA_CA_CERTS: wechat.caFile,
    WX_UPLOAD_KEY_FILE: wechat.uploadKeyFile,
    WX_APPID: appid,
  }
  const lines = variableLines(variables, process.platform).map((line) => `  ${line}`)
  return [
    'In another terminal, in the folder of the shop:',
    '',
    ...lines,
    `  npm run upload${livePlugin === 'denied' ? ' -- --flavour channels   # 80082 without it' : ''}`,
    '',
    'It notes the upload in release/last-upload.json: take that back afterwards.',
    '',
  ].join('\n')
}

function describe({ method, path, status, signature, answer }: UploadCall): string {
  const code = field(answer, 'errCode')
  const said =
    typeof code === 'number' ? `${code} ${textField(answer, 'errMsg')}` : 'no answer of WeChat'
  const signed = signature === 'none' ? '' : `, signature ${signature}`
  return `${method} ${path}: ${status ?? 'left without an answer'}, ${said}${signed}`
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

main().catch((error: unknown) => {
  process.stderr.write(`${words(error)}\n`)
  process.exitCode = 1
})
