import { parseArgs } from 'node:util'
import { STORE_KINDS, type StoreKind } from './stores'

export const HELP = `Four back ends on one store, killed at random, and a WeChat in trouble: is the limit kept?

  npm run storm -- [--minutes N] [--store sqlite|redis|both] [--limit L] [--refuse-after N]
                   [--seed S] [--json] [--help]

  --minutes N       storm after storm, for so long on each store; default 0, two storms
  --store KIND      where the calls are counted; both, the default, needs redis-server
  --limit L         calls that each storm allows (WX_LIVE_DAILY_LIMIT), from 20; default 100
  --refuse-after N  after N calls WeChat says that the day is used up (45009), in every storm;
                    default: after 92 % of the limit, in every second storm
  --seed S          which misfortunes; default 1
  --json            only the last line, for a machine
  --help            this text

"granted" is what the ledger has written down, "upstream" what the stand-in for WeChat has counted; it
allows a hundred times the limit. All figures are sums over the storms.

Exit code 0: all is well. 1: a call too many, a call that was never granted, less than 90 % used, nobody
killed, or the storm could not be played. 2: a wrong option. 130: interrupted.`

export interface Arguments {
  readonly minutes: number
  readonly stores: readonly StoreKind[]
  readonly limit: number
  readonly refuseAfter: number | undefined
  readonly seed: number
  readonly isJson: boolean
  readonly isHelp: boolean
}

/** A wrong option; its message is one line for whoever typed it. */
export class WrongArgument extends Error {}

/** @throws WrongArgument */
export function parseArguments(args: readonly string[]): Arguments {
  const values = optionsOf(args)
  const limit = numberOf('--limit', values.limit, 20)
  const refuseAfter = values['refuse-after']
  const isGiven = refuseAfter !== undefined
  return {
    minutes: numberOf('--minutes', values.minutes, 0, { isWhole: false }),
    stores: storesOf(values.store),
    limit,
    refuseAfter: isGiven ? numberOf('--refuse-after', refuseAfter, 1, { to: limit }) : undefined,
    seed: numberOf('--seed', values.seed, 0),
    isJson: values.json,
    isHelp: values.help,
  }
}

function optionsOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        minutes: { type: 'string', default: '0' },
        store: { type: 'string', default: 'both' },
        limit: { type: 'string', default: '100' },
        'refuse-after': { type: 'string' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    // Its first sentence; the others are advice on other command lines.
    const [words = ''] = String(error)
      .replace(/^\w+( \[\w+\])?: /, '')
      .split(/\.?\n|\. /)
    throw new WrongArgument(words)
  }
}

function storesOf(text: string): readonly StoreKind[] {
  const known = STORE_KINDS.filter((one) => text === 'both' || one === text)
  if (known.length === 0)
    throw new WrongArgument(`--store must be sqlite, redis or both, not "${text}"`)
  return known
}

function numberOf(
  name: string,
  text: string,
  from: number,
  { to = Infinity, isWhole = true }: { to?: number; isWhole?: boolean } = {},
): number {
  const number = text.trim() === '' ? NaN : Number(text)
  if (number >= from && number <= to && (!isWhole || Number.isSafeInteger(number))) return number
  const kind = isWhole ? 'a whole number' : 'a number'
  const upTo = to === Infinity ? '' : ` to ${to}`
  throw new WrongArgument(`${name} must be ${kind} from ${from}${upTo}, not "${text}"`)
}
