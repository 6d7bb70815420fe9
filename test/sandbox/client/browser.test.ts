import { findBrowser, type Machine } from '../../../sandbox/client/browser'

function aMachine(parts: Partial<Machine> & { readonly files?: readonly string[] } = {}): Machine {
  const { files = [], ...rest } = parts
  return {
    platform: 'linux',
    arch: 'x64',
    env: {},
    exists: (file) => files.includes(file),
    ...rest,
  }
}

it('uses CHROMIUM_PATH before an installed browser', () => {
  const files = ['/opt/mine', '/usr/bin/chromium']
  const machine = aMachine({ files, env: { CHROMIUM_PATH: '/opt/mine' } })
  expect(findBrowser(machine).executablePath).toBe('/opt/mine')
})

it('reports a CHROMIUM_PATH that does not exist', () => {
  const machine = aMachine({ files: ['/usr/bin/chromium'], env: { CHROMIUM_PATH: '/opt/none' } })
  expect(() => findBrowser(machine)).toThrow('CHROMIUM_PATH is /opt/none, which does not exist')
})

it.each<[NodeJS.Platform, Record<string, string>, string]>([
  ['linux', {}, '/usr/bin/google-chrome'],
  ['darwin', {}, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  ['darwin', { HOME: '/Users/a' }, '/Users/a/Applications/Chromium.app/Contents/MacOS/Chromium'],
  ['win32', { 'PROGRAMFILES(X86)': 'C:\\P' }, 'C:\\P\\Microsoft\\Edge\\Application\\msedge.exe'],
])('finds an installed browser on %s', (platform, env, file) => {
  const machine = aMachine({ platform, env, files: [file] })
  expect(findBrowser(machine)).toEqual({
    executablePath: file,
    args: ['--no-sandbox', '--disable-gpu'],
    env,
  })
})

it('reports what to install on platforms without a browser from npm', () => {
  const machine = aMachine({ platform: 'darwin', arch: 'arm64' })
  expect(() => findBrowser(machine)).toThrow(
    /Install Chrome, Edge or Chromium, or set CHROMIUM_PATH/,
  )
})
