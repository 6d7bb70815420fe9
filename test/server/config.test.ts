import { readFileSync } from 'node:fs'
import path from 'node:path'
import { inspect, parseEnv } from 'node:util'
import { explainFaults, parseConfig, type Env } from '../../server/src/config'

const APPSECRET = '0123456789abcdef0123456789abcdef'
const GOOD: Env = { WX_APPID: 'wx0123456789abcdef', WX_APPSECRET: APPSECRET }
const noFiles = (): string => {
  throw new Error('ENOENT')
}
const faultsOf = (env: Env, readText = noFiles) => {
  const parsed = parseConfig(env, readText)
  return parsed.kind === 'faulty' ? parsed.faults : []
}
const configOf = (env: Env, readText: (path: string) => string = noFiles) => {
  const parsed = parseConfig(env, readText)
  if (parsed.kind === 'faulty') throw new Error(explainFaults(parsed.faults))
  return parsed.config
}

describe('the configuration', () => {
  it('needs only AppID and AppSecret', () => {
    const { appSecret, redisUrl, ...config } = configOf(GOOD)
    expect(appSecret.reveal()).toBe(APPSECRET)
    expect(redisUrl.reveal()).toBe('')
    expect(config).toEqual({
      goods: { productIdParam: 'product_id', thirdPartyGoods: 'open' },
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
      authMode: 'stable_token',
      appId: 'wx0123456789abcdef',
      forcedTokensPerDay: 2,
      wechatBaseUrl: 'https://api.weixin.qq.com',
      dailyLimit: 500,
      shares: { sync: 90, replay: 25, manual: 10, reserve: 10 },
      store: 'sqlite',
      databaseFile: '.data/live.sqlite',
      refreshMs: 10_000,
      liveRooms: 'on',
      channelsAccounts: [],
      corsOrigins: [],
      trustProxy: [],
      rateLimitPerMinute: 600,
      scheduler: 'internal',
      adminToken: undefined,
      metricsToken: undefined,
      sessionMs: 86_400_000,
    })
  })

  it('treats an empty setting as missing', () => {
    expect(configOf({ ...GOOD, PORT: '', LOG_LEVEL: ' ' })).toMatchObject({ port: 3000 })
  })

  it('lists all faults with their names', () => {
    const faults = faultsOf({
      NODE_ENV: 'prod',
      HOST: 'two words',
      PORT: '70000',
      LOG_LEVEL: 'loud',
      WX_APPID: 'wx1',
      WX_API_BASE_URL: 'http://127.0.0.1:1234',
      WX_LIVE_DAILY_LIMIT: 'five hundred',
      REFRESH_SECONDS: '1',
      CORS_ORIGINS: 'https://shop.example.com, shop.example.com/x',
      TRUST_PROXY: '10.0.0.0/8, everybody, 10.0.0.0/99, 0.0.0.0/0, ::/0',
      RATE_LIMIT_PER_MINUTE: '0',
    })
    for (const name of [
      'NODE_ENV',
      'HOST',
      'PORT',
      'LOG_LEVEL',
      'WX_APPID',
      'WX_APPSECRET',
      'WX_API_BASE_URL',
      'WX_LIVE_DAILY_LIMIT',
      'REFRESH_SECONDS',
      'CORS_ORIGINS',
      'TRUST_PROXY',
      'RATE_LIMIT_PER_MINUTE',
    ])
      expect(faults.filter((fault) => fault.startsWith(name))).not.toEqual([])
    expect(faults).toContain(
      'WX_LIVE_DAILY_LIMIT must be a whole number from 1 to 1000000, got "five hundred".',
    )
    expect(faults).toHaveLength(15)
    expect(explainFaults(faults)).toMatch(/15 settings are invalid[\s\S]*server\/\.env\.example/)
  })

  describe('in production, also when NODE_ENV is not set', () => {
    it.each(['http://api.weixin.qq.com', 'https://api.weixin.qq.com.evil.example'])(
      "accepts WeChat's address only: not %s",
      (WX_API_BASE_URL) => {
        for (const NODE_ENV of [undefined, 'production'])
          expect(faultsOf({ ...GOOD, NODE_ENV, WX_API_BASE_URL })).toEqual([
            expect.stringMatching(/^WX_API_BASE_URL must be https:\/\/api\.weixin\.qq\.com/),
          ])
      },
    )
    it("accepts WeChat's address with a trailing slash", () => {
      const WX_API_BASE_URL = 'https://api.weixin.qq.com/'
      expect(configOf({ ...GOOD, WX_API_BASE_URL }).wechatBaseUrl).toBe('https://api.weixin.qq.com')
    })
  })

  it.each(['ftp://127.0.0.1', 'http://127.0.0.1/path', 'http://user:pass@127.0.0.1', 'loopback'])(
    'rejects the address %s, in development as well',
    (WX_API_BASE_URL) => {
      expect(faultsOf({ ...GOOD, NODE_ENV: 'development', WX_API_BASE_URL })).toHaveLength(1)
    },
  )

  describe('on WeChat cloud hosting', () => {
    const hosted: Env = { WX_APPID: 'wx0123456789abcdef', WX_AUTH_MODE: 'cloud-hosting' }

    it("needs no AppSecret, and uses http inside WeChat's network", () => {
      const config = configOf(hosted)
      expect(config).toMatchObject({ wechatBaseUrl: 'http://api.weixin.qq.com' })
      expect(config.appSecret.reveal()).toBe('')
    })
    it("accepts WeChat's address only", () => {
      expect(faultsOf({ ...hosted, WX_API_BASE_URL: 'http://evil.example' })).toHaveLength(1)
    })
  })

  describe('an access token', () => {
    const ADMIN_TOKEN = 'f'.repeat(32)

    it('enables its routes', () => {
      expect(configOf({ ...GOOD, ADMIN_TOKEN }).adminToken?.reveal()).toBe(ADMIN_TOKEN)
      const readText = () => `${ADMIN_TOKEN}\n`
      const METRICS_TOKEN_FILE = '/run/secrets/metrics'
      const { metricsToken } = configOf({ ...GOOD, METRICS_TOKEN_FILE }, readText)
      expect(metricsToken?.reveal()).toBe(ADMIN_TOKEN)
    })
    it.each(['ADMIN_TOKEN', 'METRICS_TOKEN'])(
      '%s needs 32 characters, and is not quoted',
      (name) => {
        const faults = faultsOf({ ...GOOD, [name]: 'short-one' })
        expect(faults).toEqual([expect.stringMatching(new RegExp(`^${name} must have 32`))])
        expect(faults.join()).not.toContain('short-one')
      },
    )
    it('is required for SCHEDULER=tick', () => {
      expect(faultsOf({ ...GOOD, SCHEDULER: 'tick' })).toEqual([
        expect.stringMatching(/ADMIN_TOKEN/),
      ])
      expect(configOf({ ...GOOD, SCHEDULER: 'tick', ADMIN_TOKEN }).scheduler).toBe('tick')
    })
  })

  describe('the Channels accounts', () => {
    const accountsOf = (CHANNELS_ACCOUNTS: string) =>
      configOf({ ...GOOD, CHANNELS_ACCOUNTS }).channelsAccounts
    const ten = Array.from({ length: 10 }, (_, index) => `sph${index}`)

    it('keep their order', () => {
      expect(accountsOf(' sphcqO59YEPCvoe, sphA1 ,')).toEqual(['sphcqO59YEPCvoe', 'sphA1'])
      expect(accountsOf(ten.join())).toEqual(ten)
      expect(accountsOf(`sph${'a'.repeat(21)}`)).toHaveLength(1)
    })
    it.each(['sph', 'SPHa', 'v2_abc', 'sph a', 'sph-1', '视频号', `sph${'a'.repeat(22)}`])(
      'cannot be %s',
      (CHANNELS_ACCOUNTS) => {
        expect(faultsOf({ ...GOOD, CHANNELS_ACCOUNTS })).toEqual([
          expect.stringMatching(/^CHANNELS_ACCOUNTS must hold ids of Channels accounts.*got "/),
        ])
      },
    )
    it('are at most ten, without duplicates', () => {
      expect(faultsOf({ ...GOOD, CHANNELS_ACCOUNTS: 'sph1,sph2,sph1,sph1' })).toEqual([
        'CHANNELS_ACCOUNTS names "sph1" more than once: name it once.',
      ])
      expect(faultsOf({ ...GOOD, CHANNELS_ACCOUNTS: [...ten, 'sphX'].join() })).toEqual([
        expect.stringMatching(/^CHANNELS_ACCOUNTS must name at most 10, got 11/),
      ])
    })
  })

  describe('the goods', () => {
    it('have defaults and can be set', () => {
      expect(configOf(GOOD).goods).toEqual({
        productIdParam: 'product_id',
        thirdPartyGoods: 'open',
      })
      const set = { ...GOOD, PRODUCT_ID_PARAM: 'spuId', THIRD_PARTY_GOODS: 'hide' }
      expect(configOf(set).goods).toEqual({ productIdParam: 'spuId', thirdPartyGoods: 'hide' })
    })
    it.each(['a b', 'id=', 'room_id', 'custom_params'])('cannot use the parameter %p', (name) => {
      expect(faultsOf({ ...GOOD, PRODUCT_ID_PARAM: name })).toEqual([
        expect.stringMatching(/^PRODUCT_ID_PARAM must name the query parameter .*got "/),
      ])
    })
  })

  describe('without live rooms', () => {
    const off: Env = { LIVE_ROOMS: 'off', CHANNELS_ACCOUNTS: 'sph1' }

    it('needs neither AppID nor AppSecret', () => {
      const { liveRooms, appId, appSecret } = configOf(off)
      expect([liveRooms, appId, appSecret.reveal()]).toEqual(['off', '', ''])
      expect(configOf({ ...GOOD, ...off }).appSecret.reveal()).toBe(APPSECRET)
    })
    it('needs both for logins, not one of them', () => {
      const { WX_APPID, WX_APPSECRET } = GOOD
      expect(faultsOf({ ...off, WX_APPID })).toEqual([
        expect.stringMatching(/^WX_APPSECRET is missing/),
      ])
      expect(faultsOf({ ...off, WX_APPSECRET })).toEqual([
        expect.stringMatching(/^WX_APPID is missing/),
      ])
      expect(faultsOf({ ...off, WX_APPID: 'wx1', WX_APPSECRET })).toEqual([
        expect.stringMatching(/^WX_APPID must be/),
      ])
    })
    it('needs a Channels account', () => {
      expect(faultsOf({ ...GOOD, LIVE_ROOMS: 'off' })).toEqual([
        expect.stringMatching(/^LIVE_ROOMS=off needs Channels accounts: .*CHANNELS_ACCOUNTS/),
      ])
    })
    it('accepts on or off only', () => {
      expect(faultsOf({ ...GOOD, LIVE_ROOMS: 'no' })).toEqual([
        'LIVE_ROOMS must be one of on, off, got "no".',
      ])
    })
  })

  describe('the AppSecret', () => {
    const fromFile: Env = { WX_APPID: 'wx0123456789abcdef', WX_APPSECRET_FILE: '/run/secrets/wx' }

    it('comes from a file', () => {
      const readText = (file: string) => (file === '/run/secrets/wx' ? `${APPSECRET}\n` : '')
      expect(configOf(fromFile, readText).appSecret.reveal()).toBe(APPSECRET)
    })
    it.each([
      ['cannot be read', noFiles],
      ['is empty', () => '\n'],
    ])('is missing when its file %s', (_what, readText) => {
      expect(faultsOf(fromFile, readText)).toEqual([expect.stringMatching(/WX_APPSECRET_FILE/)])
    })
    it('comes from one setting only', () => {
      expect(faultsOf({ ...GOOD, ...fromFile }, () => 'x')).toEqual([
        'Set WX_APPSECRET or WX_APPSECRET_FILE, not both.',
      ])
    })
    it.each([
      { ...GOOD, WX_APPID: APPSECRET },
      { WX_APPID: 'wx0123456789abcdef', WX_APPSECRET_FILE: APPSECRET },
    ])('is not quoted when it is in the wrong setting', (env: Env) => {
      const faults = faultsOf(env)
      expect(faults).toHaveLength(1)
      expect(faults.join()).not.toContain(APPSECRET)
    })
    it('is not quoted when it is invalid', () => {
      const faults = faultsOf({ ...GOOD, WX_APPSECRET: `${APPSECRET} ${APPSECRET}` })
      expect(faults).toHaveLength(1)
      expect(faults.join()).not.toContain(APPSECRET)
    })
    it('is not part of a printed configuration', () => {
      const config = configOf(GOOD)
      const prints = [
        JSON.stringify(config),
        inspect(config, { depth: 9, showHidden: true }),
        String(config.appSecret),
      ]
      expect(prints.join()).not.toContain(APPSECRET)
    })
  })

  describe('on Redis', () => {
    const onRedis: Env = { ...GOOD, STORE: 'redis' }

    it.each(['redis://127.0.0.1', 'rediss://user:pass@redis.example:6380/2', '/run/redis.sock'])(
      'accepts %s',
      (REDIS_URL) => {
        const { store, redisUrl } = configOf({ ...onRedis, REDIS_URL })
        expect([store, redisUrl.reveal()]).toEqual(['redis', REDIS_URL])
      },
    )
    it('needs an address', () => {
      expect(faultsOf(onRedis)).toEqual([expect.stringMatching(/^REDIS_URL is missing/)])
    })
    it('does not quote the password of an invalid address', () => {
      const faults = faultsOf({ ...onRedis, REDIS_URL: 'http://:pa55word@redis.example' })
      expect(faults).toEqual([expect.stringMatching(/^REDIS_URL must be/)])
      expect(faults.join()).not.toContain('pa55word')
    })
  })

  it('is documented in .env.example, every setting', () => {
    const folder = path.resolve(__dirname, '../../server')
    const example = readFileSync(path.join(folder, '.env.example'), 'utf8')
    const source = readFileSync(path.join(folder, 'src/config.ts'), 'utf8')
    const explained = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name)
    const named = [...source.matchAll(/\b(?:text|whole|oneOf|list|secret)\(\s*'([A-Z_]+)'/g)]
    const known = new Set(
      named
        .map(([, name]) => name)
        .concat(
          ['WX_APPSECRET', 'REDIS_URL', 'ADMIN_TOKEN', 'METRICS_TOKEN'].map(
            (name) => `${name}_FILE`,
          ),
        ),
    )
    expect([...explained].sort()).toEqual([...known].sort())
  })

  it('has the defaults that .env.example shows', () => {
    const folder = path.resolve(__dirname, '../../server')
    const example = readFileSync(path.join(folder, '.env.example'), 'utf8')
    const shown = example.replaceAll(/^# (?=[A-Z_]+=)/gm, '')
    const files = {
      WX_APPSECRET_FILE: '',
      REDIS_URL_FILE: '',
      ADMIN_TOKEN_FILE: '',
      METRICS_TOKEN_FILE: '',
    }
    expect(configOf({ ...parseEnv(shown), ...GOOD, ...files })).toEqual(configOf(GOOD))
  })
})
