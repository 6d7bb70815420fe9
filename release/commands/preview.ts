/** `npm run preview`: checks the app and uploads it as a preview for a phone. */
import path from 'node:path'
import { EXIT, readArguments, runCommand, UsageError } from '../cli'
import { COMMON_HELP, COMMON_OPTIONS, readCommon, readTarget } from '../upload/arguments'
import { runDelivery } from '../upload/command'
import type { Launch } from '../upload/deliver'
import { ENVIRONMENT, EXIT_CODES, REFUSAL_CODES } from '../upload/report'

export const QR_FILE = 'preview-qr.jpg'

const HELP = `Usage: npm run preview -- [--page PATH] [--query TEXT] [--flavour NAME] [--qr FILE] [--json]

Runs check, uploads a preview of the app with miniprogram-ci, writes the QR code as a picture and prints
it in the terminal.

  --page PATH       the page that opens (default: the first page of app.json)
  --query TEXT      parameters of that page, such as room_id=1001&enter=1
  --scene N         the scene value that the app receives (default: WeChat's, 1011)
  --qr FILE         file of the picture (default: ${QR_FILE} beside project.config.json)
${COMMON_HELP}

${ENVIRONMENT}

${EXIT_CODES}

--json: {"version","sizes","plugin","robot","flavour","qr"}, or {"error":{"code","message","advice"}}. The
version of a preview is always 0.0.1.
${REFUSAL_CODES}`

async function main(): Promise<number> {
  const { values } = readArguments({
    options: {
      ...COMMON_OPTIONS,
      page: { type: 'string' },
      query: { type: 'string' },
      scene: { type: 'string' },
      qr: { type: 'string' },
    },
  })
  if (values.help) {
    process.stdout.write(`${HELP}\n`)
    return EXIT.ok
  }
  const common = readCommon(values)
  return runDelivery({
    ...common,
    command: { kind: 'preview', launch: readLaunch(values) },
    qrFile:
      values.qr === undefined
        ? path.join(common.projectDir, QR_FILE)
        : readTarget('--qr', values.qr),
  })
}

function readLaunch(values: { page?: string; query?: string; scene?: string }): Launch {
  const { page, query, scene } = values
  if (scene !== undefined && !/^\d{1,6}$/.test(scene))
    throw new UsageError(`--scene must be a number, got "${scene}"`)
  if (query !== undefined && page === undefined)
    throw new UsageError('--query needs --page: WeChat passes the parameters to that page.')
  return {
    ...(page !== undefined && { page: page.replace(/^\//, '') }),
    ...(query !== undefined && { query: query.replace(/^\?/, '') }),
    ...(scene !== undefined && { scene: Number(scene) }),
  }
}

void runCommand(main)
