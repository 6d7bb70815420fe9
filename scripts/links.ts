/** `npm run links`: the links of a room, to hand out: in menus, articles, on codes and posters. */
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

  --room ID         the room, as the list of rooms names it; or a Channels account, by its id
                    that begins with sph
  --param KEY=VALUE whom to thank for a shopper who comes by this link; any number of them,
                    600 characters together once encoded (WeChat cuts off the rest)
  --qr-prefix URL   the beginning of your links on plain QR codes; those of qrLinkPrefixes in
                    miniprogram/config.ts if left out
  --json            one line of JSON instead
  --help            this text

Exit code: 0, or 2 for wrong usage.`

const USAGE = 2

interface Options {
  readonly roomId: RoomId
  readonly params: CustomParams
  readonly qrPrefixes?: readonly string[]
}

/** One link, and what it is for. */
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
      use: 'Anywhere a page path is asked for (menus, cards, messages): the page before the room',
      link: doorwayPath({ roomId, customParams }),
    },
    {
      name: 'doorwayEnter',
      use: 'The same, and straight on into the room',
      link: doorwayPath({ roomId, enter: true, customParams }),
    },
    {
      name: 'codePage',
      use: 'Your own mini-program code that lands in the doorway: `page` of wxacode.getUnlimited',
      link: doorway.slice(1, doorway.indexOf('?')),
    },
    {
      name: 'codeScene',
      use: '… and its `scene`, 32 characters at most; it has no room for parameters',
      link: codeScene({ roomId }),
    },
    ...qrPrefixes.map((prefix, at) => ({
      name: at === 0 ? 'qrLink' : `qrLink${at + 1}`,
      use:
        'On a plain QR code; at mp.weixin.qq.com it is set under 扫普通链接二维码打开小程序, and its ' +
        'beginning in qrLinkPrefixes of miniprogram/config.ts',
      link: scannedRoomLink(prefix, { roomId, customParams }),
    })),
  ]
  return isFinderUserName(roomId) ? ownLinks : ownLinks.concat(intoThePlugin(roomId, customParams))
}

/** Straight into the live component's page; a Channels account has none. */
function intoThePlugin(
  roomId: number,
  customParams: PackedParams | undefined,
): RoomLinkToHandOut[] {
  return [
    {
      name: 'room',
      use: "WeChat's room page, from pages of packageA",
      link: roomUrl({ roomId, customParams }),
    },
    {
      name: 'roomCode',
      use: 'Behind your own code straight into the room: without type=9 its back key is dead',
      link: roomUrl({ roomId, type: 9, customParams }),
    },
    {
      name: 'roomArticle',
      use: 'On a card in an Official-Account article: without type=10 its back key is dead',
      link: roomUrl({ roomId, type: 10, customParams }),
    },
    {
      name: 'roomNoSmallWindow',
      use: "WeChat's room page with the small window off",
      link: roomUrl({ roomId, pictureInPicture: false, customParams }),
    },
  ]
}

function packedOrRefused(params: CustomParams): PackedParams {
  const packed = packCustomParams(params)
  if (packed.kind === 'ok') return packed.text
  throw new UsageError(
    `the parameters take ${packed.length} characters once encoded; WeChat keeps 600 and cuts off the rest`,
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
    throw new UsageError(`--qr-prefix must be an address with https:// in front, got "${wrong}"`)
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
    } else for (const { use, link } of links) console.log(`${use}:\n  ${link}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof TypeError)) throw error
    console.error(error.message) // parseArgs refuses an unknown option by a TypeError
    return USAGE
  }
}

if (require.main === module) process.exitCode = main(process.argv.slice(2))
