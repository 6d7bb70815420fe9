/** `npm run links`: prints the links of a room for menus, articles, codes and posters. */
import { parseArgs } from 'node:util'
import { config } from '../miniprogram/config'
import type { CustomParams, PackedParams } from '../miniprogram/live/domain/custom-params'
import { packCustomParams } from '../miniprogram/live/domain/custom-params'
import { codeScene, doorwayPath } from '../miniprogram/live/domain/live-link'
import { roomUrl } from '../miniprogram/live/domain/plugin-link'
import { roomIdOf } from '../miniprogram/live/domain/query'
import { isFinderUserName } from '../miniprogram/live/domain/room-id'
import type { RoomId } from '../miniprogram/live/domain/room-id'
import { readScannedLink, scannedRoomLink } from '../miniprogram/live/domain/scanned-link'

const HELP = `Usage: npm run links -- --room ID [--param KEY=VALUE]… [--qr-prefix URL]… [--json]

Prints every link of a live room, as the app itself builds them.

  --room ID         the id of the room in the list of rooms, or the id of a Channels account, which
                    starts with sph
  --param KEY=VALUE attribution of a shopper who opens this link; can be repeated, at most 600
                    characters together after encoding (WeChat cuts off the rest)
  --qr-prefix URL   prefix of your links on plain QR codes (default: qrLinkPrefixes in
                    miniprogram/config.ts)
  --json            one line of JSON instead
  --help            this text

Exit code: 0, or 2 for wrong usage.`

const USAGE = 2

interface Options {
  readonly roomId: RoomId
  readonly params: CustomParams
  readonly qrPrefixes?: readonly string[]
}

/** One link and its use. */
interface RoomLinkToHandOut {
  readonly name: string
  readonly use: string
  readonly link: string
}

class UsageError extends Error {}

export function linksOf({
  roomId,
  params,
  qrPrefixes = [],
}: Options): readonly RoomLinkToHandOut[] {
  const customParams = Object.keys(params).length === 0 ? undefined : packedOrRefused(params)
  const doorway = doorwayPath({ roomId })
  const ownLinks: RoomLinkToHandOut[] = [
    {
      name: 'doorway',
      use: 'For menus, cards and messages, which need a page path: the page before the room',
      link: doorwayPath({ roomId, customParams }),
    },
    {
      name: 'doorwayEnter',
      use: 'The same, but it opens the room at once',
      link: doorwayPath({ roomId, enter: true, customParams }),
    },
    {
      name: 'codePage',
      use: 'For a mini-program code of your own: `page` of wxacode.getUnlimited',
      link: doorway.slice(1, doorway.indexOf('?')),
    },
    {
      name: 'codeScene',
      use: 'For the same code: `scene` of wxacode.getUnlimited (at most 32 characters, without parameters)',
      link: codeScene({ roomId }),
    },
    ...qrPrefixes.map((prefix, at) => ({
      name: at === 0 ? 'qrLink' : `qrLink${at + 1}`,
      use:
        'For a plain QR code. Add the rule at mp.weixin.qq.com, 扫普通链接二维码打开小程序, and the ' +
        'prefix to qrLinkPrefixes of miniprogram/config.ts',
      link: scannedRoomLink(prefix, { roomId, customParams }),
    })),
  ]
  return isFinderUserName(roomId) ? ownLinks : ownLinks.concat(intoThePlugin(roomId, customParams))
}

/** Links to the live component's page. A Channels account has none. */
function intoThePlugin(
  roomId: number,
  customParams: PackedParams | undefined,
): RoomLinkToHandOut[] {
  return [
    {
      name: 'room',
      use: "WeChat's room page, for pages of packageA",
      link: roomUrl({ roomId, customParams }),
    },
    {
      name: 'roomCode',
      use: 'For a code of your own that opens the room: without type=9 the back key does not work',
      link: roomUrl({ roomId, type: 9, customParams }),
    },
    {
      name: 'roomArticle',
      use: 'For a card in an Official Account article: without type=10 the back key does not work',
      link: roomUrl({ roomId, type: 10, customParams }),
    },
    {
      name: 'roomNoSmallWindow',
      use: "WeChat's room page without the small window",
      link: roomUrl({ roomId, pictureInPicture: false, customParams }),
    },
  ]
}

function packedOrRefused(params: CustomParams): PackedParams {
  const packed = packCustomParams(params)
  if (packed.kind === 'ok') return packed.text
  throw new UsageError(
    `the parameters take ${packed.length} characters after encoding, but WeChat cuts off everything after 600. Use fewer or shorter parameters.`,
  )
}

function readOptions(args: readonly string[]): (Options & { readonly json: boolean }) | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      room: { type: 'string', default: '' },
      param: { type: 'string', multiple: true, default: [] },
      'qr-prefix': { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  const roomId = roomIdOf({ room_id: values.room })
  if (roomId === null)
    throw new UsageError(
      `--room must be a whole number above 0, or the sph… id of a Channels account, got "${values.room}"`,
    )
  const params = Object.fromEntries(values.param.map(readPair))
  const qrPrefixes = values['qr-prefix'] ?? config.qrLinkPrefixes
  const wrong = qrPrefixes.find((prefix) => readScannedLink(prefix, [prefix]) === null)
  if (wrong !== undefined)
    throw new UsageError(`--qr-prefix must be an https:// address, got "${wrong}"`)
  return { roomId, params, qrPrefixes, json: values.json }
}

function readPair(pair: string): readonly [string, string] {
  const at = pair.indexOf('=')
  if (at < 1) throw new UsageError(`--param must be KEY=VALUE, got "${pair}"`)
  return [pair.slice(0, at), pair.slice(at + 1)]
}

function main(args: readonly string[]): number {
  try {
    const options = readOptions(args)
    if (options === 'help') {
      console.log(HELP)
      return 0
    }
    const links = linksOf(options)
    if (options.json) {
      console.log(JSON.stringify(Object.fromEntries(links.map(({ name, link }) => [name, link]))))
    } else for (const { name, use, link } of links) console.log(`${name}: ${use}\n  ${link}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof TypeError)) throw error
    console.error(error.message) // parseArgs throws a TypeError for an unknown option
    return USAGE
  }
}

if (require.main === module) process.exitCode = main(process.argv.slice(2))
