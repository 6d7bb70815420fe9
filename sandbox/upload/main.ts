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
    onCall: (call) => print(describe(call)),
    onUntrusted: (reason) =>
      print(
        `A client does not accept the certificate of this service (${reason}). ` +
          'Set NODE_EXTRA_CA_CERTS in its terminal before it starts.',
      ),
  })
  wechat.fault(fault)
  const end = () => {
    process.exitCode = INTERRUPTED
    void wechat.close()
  }
  if (interrupted.aborted) end()
  else {
    interrupted.addEventListener('abort', end)
    print(welcome(wechat, options))
  }
}

/** Invalid arguments have an exit code of their own, different from a failed start. */
function settingsOrEnd(args: readonly string[]): Settings | 'help' {
  try {
    return readSettings(args)
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`)
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
    'In another terminal, in the folder of the shop, run:',
    '',
    ...lines,
    `  npm run upload${livePlugin === 'denied' ? ' -- --flavour channels   # 80082 without it' : ''}`,
    '',
    'The upload is recorded in release/last-upload.json: restore that file afterwards.',
    '',
  ].join('\n')
}

function describe({ method, path, status, signature, answer }: UploadCall): string {
  const code = field(answer, 'errCode')
  const result = typeof code === 'number' ? `${code} ${textField(answer, 'errMsg')}` : 'not JSON'
  const signed = signature === 'none' ? '' : `, signature ${signature}`
  return `${method} ${path}: ${status ?? 'no answer'}, ${result}${signed}`
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`)
  process.exitCode = 1
})
