/** Refusals of `npm run upload`, `preview` and `sourcemap` before they compile or send. */
import { errorOf } from './upload-run'
import type { Changes } from './shop-builder'
import { withWeChat } from './upload-service'

const { home, aShop, run, upload, expectKeyInNoFile } = withWeChat()

describe('an upload is refused before it starts', () => {
  const refused = async (args: readonly string[], env: object, changes: Changes = {}) => {
    const ended = await upload(aShop(changes), args, env)
    expect(ended).toMatchObject({ code: 2, calls: [] })
    expect(ended.stderr).not.toContain('Compiling')
    return ended
  }

  it('without a key and with an invalid key', async () => {
    const junk =
      '-----BEGIN RSA PRIVATE KEY-----\nanElephantInTheRoom\n-----END RSA PRIVATE KEY-----'
    const [none, broken, missing] = await Promise.all([
      refused([], { WX_UPLOAD_KEY: '' }),
      refused([], { WX_UPLOAD_KEY: junk }),
      refused([], { WX_UPLOAD_KEY: '', WX_UPLOAD_KEY_FILE: '/nowhere/upload.key' }),
    ])
    expect(errorOf(none)).toMatchObject({ code: 'no-key' })
    expect(none.stderr).toContain('neither WX_UPLOAD_KEY nor WX_UPLOAD_KEY_FILE is set')
    expect(errorOf(broken)).toMatchObject({ code: 'junk-key' })
    expect(broken.stdout + broken.stderr).not.toContain('Elephant')
    expect(errorOf(missing)).toMatchObject({ code: 'no-key' })
    expect(missing.stderr).toContain('/nowhere/upload.key')
  })

  it('with all wrong settings listed together', async () => {
    const [tourist, settings, page] = await Promise.all([
      refused(['--robot', '31', '--version', 'next'], { WX_APPID: 'touristappid' }),
      refused([], {}, { 'release/upload.json': '{"robots": {"main": "1"}}' }),
      run('preview.ts', aShop(), ['--page', 'pages/gone']),
    ])
    expect(tourist.stderr).toMatch(/tourist-appid: [^]*bad-robot: [^]*bad-version: /)
    expect(errorOf(settings)).toMatchObject({ code: 'bad-settings' })
    expect(settings.stderr).toContain('robots["main"] must be a number 1–30, got "1"')
    expect(page).toMatchObject({ code: 2, calls: [] })
    expect(errorOf(page).advice).toContain('packageA/pages/room/room')
  })

  it('prints the help of each command', async () => {
    const commands = ['upload', 'preview', 'sourcemap']
    const helps = await Promise.all(commands.map((name) => home.run(`${name}.ts`, ['--help'])))
    for (const [index, { code, stdout, stderr }] of helps.entries()) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toMatch(new RegExp(`^Usage: npm run ${commands[index] ?? ''} -- `))
      expect(stdout).toMatch(/ip-not-listed.*\n[^]*Exit code 2:\n.*no-key/)
    }
  })

  it('with unknown options', async () => {
    const unknown = await home.run('upload.ts', ['--verison', '1.0.0'])
    expect(unknown).toMatchObject({ code: 2, stdout: '' })
    expect(unknown.stderr).toMatch(/--verison.*\nUse --help/)
  })
})

it('writes the key to no file', () => expectKeyInNoFile())
