import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Theme } from '../catalogue/types'

/** The values that determine a room's picture. Channels accounts use them too. */
export interface Scene {
  readonly theme: Theme
  readonly host: string
  /** The room id: it selects one of the host's drawings. */
  readonly number: number
}

interface Drawings {
  readonly host: string
  /** The files are `rooms/THEME-NAME-1.svg` to `rooms/THEME-NAME-COUNT.svg`. */
  readonly name: string
  readonly count: number
}

/** The first host of a theme also stands in for a host without drawings. */
const DRAWINGS: Readonly<Record<Theme, readonly [Drawings, ...Drawings[]]>> = {
  tea: [
    { host: '阿茶', name: 'acha', count: 3 },
    { host: '小海', name: 'xiaohai', count: 1 },
    { host: '老茶客魏叔', name: 'weishu', count: 1 },
  ],
  ceramics: [
    { host: '景德镇老周', name: 'laozhou', count: 3 },
    { host: '苏禾', name: 'suhe', count: 2 },
    { host: '阿陶', name: 'atao', count: 1 },
  ],
  fruit: [{ host: '果农陈姐', name: 'chenjie', count: 3 }],
  linen: [
    { host: '织女小满', name: 'xiaoman', count: 3 },
    { host: '林木木', name: 'linmumu', count: 2 },
    { host: '小麻', name: 'xiaoma', count: 1 },
  ],
  home: [
    { host: '小海', name: 'xiaohai', count: 3 },
    { host: '林木木', name: 'linmumu', count: 3 },
    { host: '小铺客服', name: 'kefu', count: 1 },
    { host: '路人', name: 'luren', count: 1 },
  ],
  pantry: [{ host: '养蜂人阿力', name: 'ali', count: 3 }],
}

/** A host's rooms are mostly six ids apart: with this step, successive rooms mostly get different drawings. */
const ROOMS_PER_TURN = 7

/** @example roomFile({ theme: 'tea', host: '阿茶', number: 1001 }) // 'rooms/tea-acha-3.svg' */
export function roomFile({ theme, host, number }: Scene): string {
  const known = DRAWINGS[theme]
  const { name, count } = known.find((drawings) => drawings.host === host) ?? known[0]
  return `rooms/${theme}-${name}-${(Math.floor(number / ROOMS_PER_TURN) % count) + 1}.svg`
}

/**
 * The picture sizes that WeChat requires (contract B2). A room has one drawing, its cover. The other two
 * are cut from its middle, where the host and the goods are.
 */
const VIEWS = {
  cover: 'width="900" height="1200" viewBox="0 0 900 1200"',
  share: 'width="1000" height="800" viewBox="0 240 900 720"',
  feeds: 'width="800" height="800" viewBox="0 160 900 900"',
} as const
export type RoomPicture = keyof typeof VIEWS

export function isRoomPicture(kind: string): kind is RoomPicture {
  return Object.hasOwn(VIEWS, kind)
}

export async function readRoomPicture(scene: Scene, kind: RoomPicture): Promise<string> {
  const drawing = await read(roomFile(scene))
  return drawing.replace(VIEWS.cover, VIEWS[kind])
}

/** 600 × 600. */
export function readGoodsPicture(goodsId: number): Promise<string> {
  return read(`goods/${goodsId}.svg`)
}

function read(file: string): Promise<string> {
  return readFile(path.join(__dirname, file), 'utf8')
}
