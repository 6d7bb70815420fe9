import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { copyPackages, productionPackages } from '../helpers/node/server/production-install'

const ROOT = path.resolve(__dirname, '../..')
const read = (name: string) => readFileSync(path.join(ROOT, 'server', name), 'utf8')
describe('the image', () => {
  const dockerfile = read('Dockerfile')
  const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '))

  it('runs as user node, with a health check', () => {
    const users = [...last.matchAll(/^USER (.+)$/gm)].map(([, user]) => user)
    expect(users.at(-1)).toBe('node')
    expect(last.indexOf('USER node')).toBeLessThan(last.indexOf('CMD ['))
    // not /readyz: it is 503 while Redis is down, when shoppers are still served
    expect(last).toMatch(/^HEALTHCHECK [^\n]*\\\n[^\n]*\/livez/m)
    // an array, so that signals reach the process without a shell
    expect(last).toMatch(/^CMD \["node", [^\n]*"server\/dist\/main\.js"\]$/m)
    expect(dockerfile).not.toMatch(/APPSECRET|TOKEN|ARG /)
  })

  it('contains server only', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from]) =>
      (from ?? '').split(' '),
    )
    for (const source of copied) expect(existsSync(path.join(ROOT, source))).toBe(true)
    const foreign = copied.filter((source) => !/^server\/|^[^/]+$/.test(source))
    expect(foreign).toEqual(['sandbox/package.json'])
    expect(last).not.toContain('sandbox')
    const letIn = read('Dockerfile.dockerignore')
      .match(/^!.+$/gm)
      ?.map((line) => line.slice(1))
    for (const source of copied) expect(letIn).toContain(source)
  })

  it('has a compose file with two instances on one durable Redis', () => {
    const compose = read('compose.yaml')
    expect(compose.match(/<<: \*server/g)).toHaveLength(2)
    expect(compose).toMatch(/--appendonly, 'yes'/)
    expect(compose).toMatch(/--appendfsync, always/)
    expect(compose).toMatch(/--maxmemory-policy, noeviction/)
    expect(compose).toMatch(/STORE: redis/)
    expect(compose).toMatch(/init: true/)
    expect(compose).toMatch(/read_only: true/)
    expect(compose).toMatch(/condition: service_healthy/)
    // each instance stores its own watermark
    const places = [...compose.matchAll(/volumes: \[(\w+):\/data\]/g)].map(([, name]) => name)
    expect(places).toEqual(['redis', 'one', 'two'])
    expect(dockerfile).toMatch(/DATABASE_FILE=\/data\//)
    expect(compose.match(/healthcheck|HEALTHCHECK/g)).toHaveLength(1)
    const names = [...compose.matchAll(/^ {4}([A-Z_]+):/gm)].map(([, name]) => name ?? '')
    for (const name of names)
      expect(read('.env.example')).toMatch(new RegExp(`^(# )?${name}=`, 'm'))
  })
})

describe('the production install', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'live-shop-deploy-'))
  let child: ChildProcess | undefined
  afterAll(() => {
    child?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  })

  it('starts from server only, serves, and stops in order', async () => {
    const places = productionPackages(ROOT)
    expect(places).toEqual(expect.arrayContaining(['node_modules/fastify', 'node_modules/libsql']))
    expect(places.filter((place) => /typescript|jest|tsx$/.test(place))).toEqual([])
    copyPackages(ROOT, places, folder)
    cpSync(path.join(ROOT, 'server/package.json'), path.join(folder, 'server/package.json'))
    const compiler = path.join(ROOT, 'node_modules/typescript/bin/tsc')
    const dist = path.join(folder, 'server/dist')
    const compiled = spawnSync(
      process.execPath,
      [compiler, '--noCheck', '-p', 'server/tsconfig.build.json', '--outDir', dist],
      { cwd: ROOT, encoding: 'utf8' },
    )
    expect(compiled.stdout).toBe('')

    child = spawn(process.execPath, ['--enable-source-maps', 'server/dist/main.js'], {
      cwd: folder,
      env: {
        PORT: '0',
        WX_APPID: 'wx0000000000000001',
        WX_APPSECRET: 'appsecret-of-the-test',
        NODE_ENV: 'development',
        // a closed port
        WX_API_BASE_URL: 'http://127.0.0.1:9',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    let url = ''
    if (child.stdout === null) throw new Error('There is nothing to read from')
    for await (const line of createInterface(child.stdout)) {
      const said = JSON.parse(line) as { event?: string; url?: string }
      if (said.event === 'server.listening') {
        url = said.url ?? ''
        break
      }
    }
    child.stdout.resume()
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    expect((await fetch(`${url}/api/v1/home`)).status).toBe(503)
    expect((await fetch(`${url}/docs/`)).status).toBe(200)
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('live_quota_limit 500')
    child.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
  })
})
