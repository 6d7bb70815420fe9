import type { Report } from '../check/report'
import { kilobytes, type Sizes } from '../sizes'
import type { Comparison, DeclaredPlugin } from './compare'
import type { Plan } from './plan'
import { type Refusal, SETUP_CODES, WECHAT_CODES } from './refusal'

/**
 * One line of JSON for scripts. The order of the keys is part of the format. The version of a
 * preview is 0.0.1.
 */
export function resultLine(
  plan: Plan,
  sizes: Sizes | null,
  plugin: DeclaredPlugin,
  more: object = {},
): string {
  return JSON.stringify({
    version: plan.version ?? '0.0.1',
    sizes: sizes && { ...sizes.packages, total: sizes.total },
    plugin,
    robot: plan.robot,
    flavour: plan.flavour,
    ...more,
  })
}

/** The first refusal as `error`, the others as `others`. */
export function errorLine([first, ...others]: readonly Refusal[], more: object = {}): string {
  return JSON.stringify({
    error: first,
    ...(others.length > 0 && { others }),
    ...more,
  })
}

export function refusalText(refusals: readonly Refusal[]): string {
  return refusals
    .map(({ code, message, advice }) => `${code}: ${message}\n  ${advice.replaceAll('\n', '\n  ')}`)
    .join('\n\n')
}

/** The refusal for a failed check. */
export function checkFailed({ problems }: Report): Refusal {
  const count = `${problems.length} problem${problems.length === 1 ? '' : 's'}`
  return {
    code: 'check-failed',
    message: `npm run check has found ${count}, so nothing was sent.`,
    advice: 'Each problem is listed above with its file, line and remedy.',
  }
}

export function planText(
  what: string,
  { appid, robot, description, version, flavour }: Plan,
): string {
  const numbered = version === null ? '' : ` version ${version},`
  return `${what} ${appid}:${numbered} ${flavour} flavour, robot ${robot}, “${description}”`
}

export function comparisonText({ sizes, livePlugin, warnings }: Comparison): string {
  const weighed = sizes === null ? 'no sizes reported' : kilobytes(sizes.total)
  const plugin = livePlugin === null ? 'no live plugin' : `live plugin ${livePlugin.version}`
  const lines = warnings.map((warning) => `\n  warning: ${warning}`)
  return `${weighed}, ${plugin}.${lines.join('')}`
}

export const EXIT_CODES = `Exit code: 0 done, 1 WeChat or the network refused, 2 wrong usage, settings or key (nothing was tried),
3 check has found problems (nothing was sent), 130 interrupted.`

export const ENVIRONMENT = `Environment:
  WX_UPLOAD_KEY       the upload key as text: PEM, or the PEM in base64
  WX_UPLOAD_KEY_FILE  or the path of its file. The key stays in memory and is never printed
  WX_APPID            instead of "appid" of project.config.json
  HTTPS_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS  with their usual meaning`

/** The end of --help of each command that uses WeChat's upload service. */
export const REFUSAL_CODES = `Codes of {"error":{"code",…}}, exit code 1:
${wrapped(WECHAT_CODES)}
Exit code 2:
${wrapped(SETUP_CODES)}`

function wrapped(words: readonly string[]): string {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < 96)
      lines[lines.length - 1] = `${last}, ${word}`
    else lines.push(`  ${word}`)
  }
  return lines.join(',\n')
}
