/** `npm run upload`: checks the app and hands it to WeChat as a development version. */
import { EXIT, readArguments, runCommand } from '../cli'
import { COMMON_HELP, COMMON_OPTIONS, readCommon } from '../upload/arguments'
import { runDelivery } from '../upload/command'
import { ENVIRONMENT, EXIT_CODES, REFUSAL_CODES } from '../upload/report'

const HELP = `Usage: npm run upload -- [--version X.Y.Z] [--flavour NAME] [--robot N] [--dry-run] [--json]

Runs check, uploads the app with miniprogram-ci, and compares what WeChat says it took with what was
sent. It becomes a development version at mp.weixin.qq.com; trial and review begin there.

  --version X.Y.Z   default: the tag vX.Y.Z at HEAD, else "version" of package.json. It must be above
                    that of release/last-upload.json, which an upload writes: commit it
${COMMON_HELP}

${ENVIRONMENT}

${EXIT_CODES}

--json: {"version","sizes","plugin","robot","flavour"}, or {"error":{"code","message","advice"}}.
${REFUSAL_CODES}`

async function main(): Promise<number> {
  const { values } = readArguments({ options: { ...COMMON_OPTIONS, version: { type: 'string' } } })
  if (values.help) {
    process.stdout.write(`${HELP}\n`)
    return EXIT.ok
  }
  return runDelivery({
    ...readCommon(values),
    command: { kind: 'upload' },
    version: values.version,
  })
}

void runCommand(main)
