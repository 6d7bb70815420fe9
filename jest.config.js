// A .ts configuration would need one more loader, hence plain JavaScript.
const { availableParallelism } = require('node:os')
const path = require('node:path')

const ts = (config) => ['ts-jest', { tsconfig: `<rootDir>/${config}` }]

const common = {
  rootDir: __dirname,
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
  clearMocks: true,
  restoreMocks: true,
  setupFiles:
    process.env.MOVED_DATE_BY_MS === undefined ? [] : ['<rootDir>/test/setup/moved-date.js'],
}

/** Where the back end's schema library is written as one file; see test/helpers/node/server/typebox. */
const TYPEBOX = path.join(__dirname, '.cache/typebox.js')

/** Where the channels flavour of the app is written before its tests; see test/helpers/node/channels-app. */
const CHANNELS_APP = path.join(__dirname, '.cache/channels-app')

/** These say nothing of the live component: the channels flavour is held to the very same. */
const IN_BOTH_FLAVOURS = [
  'every-page/{old-client,scanned-link,templates}',
  'packageA/pages/home/home-list',
  'packageA/pages/order/order',
  'packageA/pages/replay/{replay,replay-seen-before,saved-position-on-page}',
  'pages/product-detail/product-detail',
]

/** Rules and services: they draw nothing. */
const UNIT = ['*', 'live/domain/**/*', 'live/services/**/*', 'packageA/services/**/*']
/** Components and pages. */
const UI = [
  'live/{components,styles}/**/*',
  'packageA/{components,pages}/**/*',
  'pages/**/*',
  'every-page/*',
]

const ui = {
  testEnvironment: 'jsdom',
  setupFilesAfterEnv: ['<rootDir>/test/setup/fail-on-console-error.ts'],
}

/** @param files below test/miniprogram */
const appProject = (displayName, files, more) => ({
  ...common,
  transform: { '^.+\\.ts$': ts('tsconfig.test.json') },
  setupFiles: [...common.setupFiles, '<rootDir>/test/setup/configure-live.ts'],
  displayName,
  testMatch: files.map((file) => `<rootDir>/test/miniprogram/${file}.test.ts`),
  ...more,
})

const nodeProject = (displayName, more) => ({
  ...common,
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ts('tsconfig.node.json') },
  displayName,
  testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
  ...more,
})

module.exports = {
  // by default jest leaves a core idle; and a third worker uses the time that two wait for browsers
  maxWorkers: Math.max(3, availableParallelism()),
  // how long a test that hangs holds up the others; no test is to depend on the speed of the machine
  testTimeout: 120_000,
  testSequencer: '<rootDir>/test/setup/light-first.js',
  // a worker that has grown too big is replaced after its test
  workerIdleMemoryLimit: '900MB',
  coverageProvider: 'babel',
  collectCoverageFrom: ['{miniprogram,server/src}/**/*.ts', '!**/*.d.ts'],
  projects: [
    appProject('unit', UNIT, { testEnvironment: 'node' }),
    appProject('ui', UI, ui),
    appProject('channels', ['channels-flavour/**/*', ...IN_BOTH_FLAVOURS], {
      ...ui,
      globalSetup: '<rootDir>/test/helpers/node/channels-app.ts',
      globals: { appRoot: CHANNELS_APP },
      moduleNameMapper: { '^(?:\\.\\./)+miniprogram/(.+)$': `${CHANNELS_APP}/$1` },
    }),
    nodeProject('server', {
      globalSetup: '<rootDir>/test/helpers/node/server/typebox.ts',
      globals: { typebox: TYPEBOX },
      moduleNameMapper: {
        '^typebox$': TYPEBOX,
        '^typebox/compile$': TYPEBOX.replace('.js', '-compile.js'),
      },
    }),
    ...['sandbox', 'release', 'e2e'].map((name) => nodeProject(name)),
  ],
}
