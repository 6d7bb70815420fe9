import { parseArgs } from 'node:util'
import { STORE_KINDS, type StoreKind } from './stores'

export const HELP = `Runs four back ends on one store, kills them at random, lets WeChat fail, and checks the daily limit.

  npm run storm -- [--minutes N] [--store sqlite|redis|both] [--limit L] [--refuse-after N]
                   [--seed S] [--json] [--help]

  --minutes N       runs storms for this time on each store; default 0, two storms
  --store KIND      where the calls are counted; both, the default, needs redis-server
  --limit L         calls that each storm allows (WX_LIVE_DAILY_LIMIT), from 20; default 100
  --refuse-after N  after N calls WeChat answers 45009 (calls used up), in every storm;
                    default: after 92 % of the limit, in every second storm
  --seed S          seed of the random faults; default 1
  --json            only the last line, for a machine
  --help            this text

"granted" is the count of the ledger, "upstream" the count of the sandbox, which allows a hundred times
the limit. All figures are sums over the storms.

Exit code 0: success. 1: a call beyond the limit, a call without a grant, less than 90 % used, no back end
killed, or the storm failed to run. 2: an invalid option. 130: interrupted.`

export interface Arguments {
  readonly minutes: number
  readonly stores: readonly StoreKind[]
  readonly limit: number
  readonly refuseAfter: number | undefined
  readonly seed: number
  readonly isJson: boolean
  readonly isHelp: boolean
}

/** An invalid option, with a one-line message. */
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
    // The first sentence only; the rest is advice for other command lines.
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
