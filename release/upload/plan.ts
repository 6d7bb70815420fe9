import { type Flavour, FLAVOURS, isFlavour } from '../flavour/flavour'
import type { LastUpload } from './last-upload'
import { LAST_UPLOAD_FILE } from './last-upload'
import { describe } from './description'
import { type GitFacts, refName } from './git'
import { refusal, type Refusal } from './refusal'
import { isRobot, robotFor, UPLOAD_SETTINGS_FILE, type UploadSettings } from './settings'
import { chooseVersion } from './version'

/** The options of the command line. */
export interface RequestedOptions {
  readonly robot?: string | undefined
  readonly version?: string | undefined
  readonly description?: string | undefined
  readonly flavour?: string | undefined
}

/** What is read from the folder and the environment. */
export interface Facts {
  readonly env: Readonly<Record<string, string | undefined>>
  /** "appid" of project.config.json. */
  readonly appid: string
  readonly packageVersion: unknown
  readonly git: GitFacts | null
  readonly last: LastUpload | null
  readonly settings: UploadSettings
}

export interface Target {
  readonly appid: string
  readonly robot: number
}

export interface Plan extends Target {
  readonly description: string
  readonly flavour: Flavour
  /** null for a preview, which has no version of its own. */
  readonly version: string | null
}

export type Planned<T> =
  | { readonly kind: 'ready'; readonly plan: T }
  /** All reasons, not only the first. */
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }

/** Determines the appid and the robot, which each command needs. */
export function planTarget(asked: RequestedOptions, facts: Facts): Planned<Target> {
  const refusals: Refusal[] = []
  const appid = readAppid(facts, refusals)
  const robot = readRobot(asked.robot, facts, refusals)
  return refusals.length > 0
    ? { kind: 'refused', refusals }
    : { kind: 'ready', plan: { appid, robot } }
}

export function planUpload(
  asked: RequestedOptions,
  facts: Facts,
): Planned<Plan & { version: string }> {
  const target = planDelivery(asked, facts)
  const { git, packageVersion, last } = facts
  const version = chooseVersion(
    { asked: asked.version, tags: git?.tags ?? [], packaged: packageVersion },
    // another mini-program has its own versions
    last !== null && target.kind === 'ready' && last.appid === target.plan.appid
      ? { version: last.version, where: LAST_UPLOAD_FILE }
      : null,
  )
  const refusals = [
    ...(target.kind === 'refused' ? target.refusals : []),
    ...(version.kind === 'refused' ? [version.refusal] : []),
  ]
  if (target.kind === 'refused' || version.kind === 'refused') return { kind: 'refused', refusals }
  return { kind: 'ready', plan: { ...target.plan, version: version.version } }
}

export function planPreview(asked: RequestedOptions, facts: Facts): Planned<Plan> {
  return planDelivery(asked, facts)
}

/** The plan of an upload or a preview without the version. */
function planDelivery(asked: RequestedOptions, facts: Facts): Planned<Plan> {
  const target = planTarget(asked, facts)
  const flavour = asked.flavour ?? facts.settings.flavour
  const refusals = [
    ...(target.kind === 'refused' ? target.refusals : []),
    ...(isFlavour(flavour) ? [] : [unknownFlavour(flavour)]),
  ]
  if (target.kind === 'refused' || !isFlavour(flavour)) return { kind: 'refused', refusals }
  const description = describe(asked.description, facts.git?.commit ?? null)
  return { kind: 'ready', plan: { ...target.plan, flavour, description, version: null } }
}

function unknownFlavour(asked: string): Refusal {
  const message = `--flavour ${asked} is no flavour of the app.`
  return refusal('bad-flavour', message, `Use ${FLAVOURS.join(' or ')}.`)
}

function readAppid({ env, appid }: Facts, refusals: Refusal[]): string {
  const named = env['WX_APPID'] ?? ''
  const [value, from] = named === '' ? [appid, 'project.config.json'] : [named, 'WX_APPID']
  if (value === 'touristappid')
    refusals.push(
      refusal(
        'tourist-appid',
        `${from} has the appid touristappid, which has no account.`,
        "Write the mini-program's own appid there, or set WX_APPID.",
      ),
    )
  else if (!/^wx[0-9a-f]{16}$/.test(value))
    refusals.push(
      refusal(
        'bad-appid',
        `${from} has the appid ${JSON.stringify(value)}, which is no appid.`,
        'An appid is wx and sixteen characters of 0–9 and a–f. mp.weixin.qq.com shows it.',
      ),
    )
  return value
}

function readRobot(asked: string | undefined, facts: Facts, refusals: Refusal[]): number {
  if (asked !== undefined) {
    const robot = /^\d+$/.test(asked) ? Number(asked) : NaN
    if (isRobot(robot)) return robot
    refusals.push(
      refusal('bad-robot', `--robot ${asked} is no robot.`, 'Use a robot from 1 to 30.'),
    )
    return NaN
  }
  const name = refName(facts.git, facts.env)
  const robot = robotFor(name, facts.settings)
  if (robot !== null) return robot
  refusals.push(
    refusal(
      'no-robot',
      `${UPLOAD_SETTINGS_FILE} names no robot for ${name === '' ? 'a commit without a branch' : name}.`,
      'Add the branch there, or "*" for all others, or name a robot: --robot N.',
    ),
  )
  return NaN
}
