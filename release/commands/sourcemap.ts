/** `npm run sourcemap`: downloads the source maps of a robot's last upload. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { EXIT, interruption, readArguments, runCommand } from '../cli'
import { type CommonOptions, readCommon, readTarget, TARGET_OPTIONS } from '../upload/arguments'
import { prepare, takeEnvironment } from '../upload/prepare'
import { readKey } from '../upload/key'
import { planTarget } from '../upload/plan'
import { ENVIRONMENT, REFUSAL_CODES } from '../upload/report'
import { print, refuse, printError, printStep } from '../upload/output'
import { send } from '../upload/send'

const HELP = `Usage: npm run sourcemap -- [--robot N] [--out FILE] [--json]

Downloads the source maps of the newest version that a robot has uploaded, as a zip. They map the lines of
an error at mp.weixin.qq.com to the lines of the source. They contain the source: do not publish them.

  --robot N         1–30; default: the robot of the branch in release/upload.json
  --out FILE        default: sourcemap-robot-N.zip beside project.config.json
  --project DIR     folder of project.config.json (default: the current folder)
  --time-limit N    seconds for the whole command (default: 300)
  --dry-run         does everything except the network access
  --json            last line of stdout is JSON, see below
  --help            this text

${ENVIRONMENT}

Exit code: 0 done, 1 WeChat or the network refused, 2 wrong usage, settings or key (nothing was tried),
130 interrupted.

--json: {"robot","file","bytes"}, or {"error":{"code","message","advice"}}.
${REFUSAL_CODES}`

interface Options extends CommonOptions {
  readonly out: string | undefined
}

async function fetchSourceMaps(options: Options): Promise<number> {
  const { projectDir } = options
  const signal = interruption()
  const env = takeEnvironment()
  const prepared = prepare(projectDir, env)
  if (prepared.kind === 'refused') return refuse(prepared.refusals, options, EXIT.usage)
  const key = readKey({ env, readFile: (file) => readFileSync(file, 'utf8') })
  const target = planTarget(options, prepared.facts)
  const refusals = [
    ...(key.kind === 'refused' ? [key.refusal] : []),
    ...(target.kind === 'refused' ? target.refusals : []),
  ]
  if (key.kind === 'refused' || target.kind === 'refused')
    return refuse(refusals, options, EXIT.usage)
  const { appid, robot } = target.plan
  const file = options.out ?? path.join(projectDir, `sourcemap-robot-${robot}.zip`)
  print(`Source maps of ${appid}: robot ${robot}`)
  if (options.dryRun) {
    print('Dry run: nothing was downloaded.')
    if (options.json) print(JSON.stringify({ robot, file, bytes: null, dryRun: true }))
    return EXIT.ok
  }
  const result = await send({
    job: { kind: 'sourcemap', projectDir, appid, robot },
    key: key.key,
    timeLimitMs: options.timeLimitMs,
    signal,
    onProgress: printStep,
  })
  switch (result.kind) {
    case 'aborted':
      printError('Interrupted.')
      return EXIT.interrupted
    case 'failed':
      return refuse([result.refusal], options, EXIT.failed)
    case 'taken':
      throw new Error('source maps were answered by an upload')
    case 'sourcemap': {
      const zip = Buffer.from(result.zipBase64, 'base64')
      writeFileSync(file, zip)
      print(`${file}: ${zip.length} bytes`)
      if (options.json) print(JSON.stringify({ robot, file, bytes: zip.length }))
      return EXIT.ok
    }
  }
}

async function main(): Promise<number> {
  const { values } = readArguments({ options: { ...TARGET_OPTIONS, out: { type: 'string' } } })
  if (values.help) {
    process.stdout.write(`${HELP}\n`)
    return EXIT.ok
  }
  const out = values.out === undefined ? undefined : readTarget('--out', values.out)
  return fetchSourceMaps({ ...readCommon(values), out })
}

void runCommand(main)
