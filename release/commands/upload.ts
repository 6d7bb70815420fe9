/** `npm run upload`: checks the app and uploads it to WeChat as a development version. */
import { EXIT, readArguments, runCommand } from '../cli'
import { COMMON_HELP, COMMON_OPTIONS, readCommon } from '../upload/arguments'
import { runDelivery } from '../upload/command'
import { ENVIRONMENT, EXIT_CODES, REFUSAL_CODES } from '../upload/report'

const HELP = `Usage: npm run upload -- [--version X.Y.Z] [--flavour NAME] [--robot N] [--dry-run] [--json]

Runs check, uploads the app with miniprogram-ci, and compares WeChat's answer with what was sent. The
upload becomes a development version at mp.weixin.qq.com; the trial version and the review start there.

  --version X.Y.Z   default: the tag vX.Y.Z at HEAD, else "version" of package.json. It must be above the
                    version in release/last-upload.json. An upload writes that file: commit it
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
