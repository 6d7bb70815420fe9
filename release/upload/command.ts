/** The common part of upload and preview: from options to output and exit code. */
import { writeFileSync } from 'node:fs'
import { EXIT, interruption } from '../cli'
import { humanText, mergeReports } from '../check/report'
import type { CommonOptions } from './arguments'
import { type Command, deliver, type Delivery } from './deliver'
import { prepare, takeEnvironment } from './prepare'
import type { QrCode } from './messages'
import { comparisonText, planText, resultLine, checkFailed } from './report'
import { print, refuse, printError, printStep } from './output'

export interface DeliveryOptions extends CommonOptions {
  readonly command: Command
  /** For a preview: the file of its QR code. */
  readonly qrFile?: string
}

export async function runDelivery(options: DeliveryOptions): Promise<number> {
  const { projectDir, command } = options
  const signal = interruption()
  const env = takeEnvironment()
  const prepared = prepare(projectDir, env)
  if (prepared.kind === 'refused') return refuse(prepared.refusals, options, EXIT.usage)
  const { settings, facts, project } = prepared
  const delivery = await deliver({
    command,
    projectDir,
    project,
    facts,
    settings,
    requested: options,
    env,
    timeLimitMs: options.timeLimitMs,
    dryRun: options.dryRun,
    signal,
    onProgress: printStep,
    onChecked: (report, plan) => {
      print(humanText(mergeReports([[plan.flavour, report]]), settings, facts.last))
      if (report.problems.length === 0)
        print(`\n${planText(command.kind === 'upload' ? 'Upload to' : 'Preview on', plan)}`)
    },
  })
  return conclude(delivery, options)
}

function conclude(delivery: Delivery, options: DeliveryOptions): number {
  switch (delivery.kind) {
    case 'aborted':
      printError('Interrupted.')
      return EXIT.interrupted
    case 'refused':
      return refuse(delivery.refusals, options, EXIT.usage)
    case 'failed':
      return refuse([delivery.refusal], options, EXIT.failed)
    case 'unfit':
      return refuse([checkFailed(delivery.report)], options, EXIT.problems, {
        problems: delivery.report.problems,
      })
    case 'dry-run': {
      const { plan, report, livePlugin } = delivery
      print('Dry run: nothing was sent.')
      if (options.json) print(resultLine(plan, report, livePlugin, { dryRun: true }))
      return EXIT.ok
    }
    case 'taken':
      return concludeTaken(delivery, options)
  }
}

function concludeTaken(
  { plan, comparison, qr }: Extract<Delivery, { kind: 'taken' }>,
  options: DeliveryOptions,
): number {
  print(`WeChat accepted the upload: ${comparisonText(comparison)}`)
  const file = qr && options.qrFile !== undefined ? keepQr(qr, options.qrFile) : null
  if (comparison.failure) return refuse([comparison.failure], options, EXIT.failed)
  if (options.json)
    print(
      resultLine(plan, comparison.sizes, comparison.livePlugin, file === null ? {} : { qr: file }),
    )
  return EXIT.ok
}

function keepQr({ pictureBase64, terminal }: QrCode, file: string): string {
  writeFileSync(file, Buffer.from(pictureBase64, 'base64'))
  print(terminal ?? 'The QR code could not be printed here.')
  print(`Scan it with WeChat, or open ${file}.`)
  return file
}
