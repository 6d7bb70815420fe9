/**
 * Set-up for tests of the scripts that send: the stand-in of WeChat's upload service, and checks
 * for the key.
 */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { TEMP_PREFIX as CHECK_PREFIX } from '../../release/compile/compile'
import { TEMP_PREFIX as FLAVOUR_PREFIX } from '../../release/flavour/flavour-folder'
import { TEMP_PREFIX } from '../../release/upload/send'
import { startUploadStandIn, type UploadStandIn } from '../../sandbox/upload'
import { aProjectFolder, type Changes } from './shop-builder'
import { aHome, filesWith, outputsWith, piecesOf, variablesOf } from './upload-run'

const APPID = 'wx0000000000000001'

export function withWeChat() {
  const home = aHome()
  const shops: { dir: string; remove: () => void }[] = []
  let wechat: UploadStandIn
  let pieces: readonly string[]

  beforeAll(async () => {
    wechat = await startUploadStandIn({ appid: APPID })
    pieces = piecesOf(wechat.uploadKey)
  })
  beforeEach(() => wechat.fault(null))
  afterEach(() => {
    const left = readdirSync(home.home).filter((name) =>
      [TEMP_PREFIX, CHECK_PREFIX, FLAVOUR_PREFIX].some((prefix) => name.startsWith(prefix)),
    )
    expect(left).toEqual([])
  })
  afterAll(async () => {
    await wechat.close()
    for (const shop of shops) shop.remove()
    home.remove()
  })

  /** Runs a script on a shop and returns its requests to WeChat too. */
  async function run(script: string, dir: string, args: readonly string[] = [], env = {}) {
    const before = wechat.calls.length
    const ended = await home.run(script, ['--project', dir, '--json', ...args], {
      env: { ...variablesOf(wechat), ...env },
    })
    expect(outputsWith(pieces, ended)).toEqual([])
    return { ...ended, calls: wechat.calls.slice(before) }
  }

  return {
    wechat: () => wechat,
    home,
    aShop: (changes: Changes = {}): string => {
      const shop = aProjectFolder({ 'package.json': '{"version": "1.4.0"}', ...changes })
      shops.push(shop)
      return shop.dir
    },
    run,
    upload: (dir: string, args?: readonly string[], env?: object) =>
      run('upload.ts', dir, args, env),
    /** Call it last: it checks all files that the tests have left. */
    expectKeyInNoFile: (): void => {
      for (const folder of [home.home, ...shops.map(({ dir }) => dir)])
        expect(filesWith(pieces, folder)).toEqual([])
      // the search finds the key where it exists
      const { uploadKeyFile } = wechat
      expect(filesWith(pieces, path.dirname(uploadKeyFile))).toEqual([uploadKeyFile])
    },
  }
}
