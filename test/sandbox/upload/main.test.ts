import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { readSettings } from '../../../sandbox/upload/settings'
import { variableLines } from '../../../sandbox/upload/variables'
import { ask } from './harness'

describe('the settings', () => {
  it("default to the sandbox's account, without a fault", () => {
    expect(readSettings([])).toEqual({
      options: { appid: 'wx0000000000000001', port: 0, livePlugin: 'permitted' },
      fault: null,
    })
  })

  it('are read from the arguments', () => {
    const typed = '--appid wx1 --port 8120 --live-plugin denied --min-plugin-version 1.3.0'
    expect(readSettings([...typed.split(' '), '--fault', 'hangs'])).toEqual({
      options: { appid: 'wx1', port: 8120, livePlugin: 'denied', minPluginVersion: '1.3.0' },
      fault: { kind: 'hangs', path: '/wxa/ci/upload' },
    })
    expect(readSettings(['--fault', 'file-not-found'])).toMatchObject({
      fault: {
        kind: 'package-refused',
        errMsg: expect.stringContaining('errcode: 800059, errmsg: error: iconPath') as string,
      },
    })
    expect(readSettings(['--help', '--port', '1'])).toBe('help')
  })

  it.each([
    ['--port', 'many', '--port must be a whole number from 0 to 65535, got "many"'],
    ['--port', '65536', 'got "65536"'],
    ['--live-plugin', 'no', '--live-plugin must be permitted or denied, got "no"'],
    ['--min-plugin-version', '1.2', '--min-plugin-version must be x.y.z, got "1.2"'],
    ['--fault', 'fire', '--fault must be one of ip-refused, plugin-denied'],
    ['--speed', '3', "Unknown option '--speed'"],
  ])('are rejected with a message: %s %s', (flag, value, words) => {
    expect(() => readSettings([flag, value])).toThrow(words)
  })
})

describe('the variables', () => {
  it.each([
    ['linux', "export A='it'\\''s $HOME'"],
    ['darwin', "export A='it'\\''s $HOME'"],
    ['win32', "$env:A = 'it''s $HOME'"],
  ] as const)('are set with the syntax of the shell on %s', (platform, line) => {
    expect(variableLines({ A: "it's $HOME" }, platform)).toEqual([line])
  })

  it('are set in a POSIX shell', () => {
    const value = `it's "a" $(file) \\ 名`
    const [line = ''] = variableLines({ A: value }, 'linux')
    const { stdout } = spawnSync('sh', ['-c', `${line}; printf %s "$A"`], { encoding: 'utf8' })
    expect(stdout).toBe(value)
  })
})

describe('the service at the command line', () => {
  const start = (...args: string[]) =>
    spawn(
      process.execPath,
      [
        ...['--import', pathToFileURL(require.resolve('tsx')).href],
        path.join(__dirname, '../../../sandbox/upload/main.ts'),
        ...args,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true },
    )

  it('prints the variables, then every call, and removes its files', async () => {
    const child = start('--fault', 'junk', '--live-plugin', 'denied')
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
    const next = async (wanted: RegExp): Promise<string> => {
      for (;;) {
        const line = await lines.next()
        if (line.done === true) throw new Error(`it ended before it printed ${String(wanted)}`)
        const found = wanted.exec(line.value)
        if (found) return found[1] ?? found[0]
      }
    }
    try {
      const proxyUrl = await next(/HTTPS_PROXY ?= ?'(.+)'$/)
      const caFile = await next(/NODE_EXTRA_CA_CERTS ?= ?'(.+)'$/)
      const keyFile = await next(/WX_UPLOAD_KEY_FILE ?= ?'(.+)'$/)
      expect(await next(/WX_APPID ?= ?'(.+)'$/)).toBe('wx0000000000000001')
      expect(await next(/npm run upload(.*)/)).toBe(' -- --flavour channels   # 80082 without it')
      expect(readFileSync(keyFile, 'utf8')).toMatch(/^-----BEGIN RSA PRIVATE KEY-----/)

      await ask({ proxyUrl }, readFileSync(caFile, 'utf8'), 'GET', '/wxa/ci/getwhiteextlist')
      expect(await next(/^GET .+/)).toBe('GET /wxa/ci/getwhiteextlist: 200, 0 ok')

      const ended = once(child, 'close')
      child.kill('SIGINT')
      expect(await ended).toEqual([130, null])
      expect(existsSync(path.dirname(caFile))).toBe(false)
    } finally {
      child.kill('SIGKILL')
    }
  })
})
