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

const mini = { ...common, transform: { '^.+\\.ts$': ts('tsconfig.test.json') } }

const node = {
  ...common,
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ts('tsconfig.node.json') },
}

/** Where the back end's schema library is written as one file; see test/helpers/node/server/typebox. */
const TYPEBOX = path.join(__dirname, '.cache/typebox.js')

/** Where the channels flavour of the app is written before its tests; see test/helpers/node/channels-app. */
const CHANNELS_APP = path.join(__dirname, '.cache/channels-app')

/** These say nothing of the live component: the channels flavour is held to the very same. */
const IN_BOTH_FLAVOURS = [
  'components/templates',
  'pages/{home-list,old-client,order,product-detail,replay,replay-*,scanned-link}',
]

const ui = {
  testEnvironment: 'jsdom',
  setupFilesAfterEnv: ['<rootDir>/test/setup/fail-on-console-error.ts'],
}

const project = (displayName, base, folders, more) => ({
  ...base,
  displayName,
  testMatch: [`<rootDir>/test/${folders}/**/*.test.ts`],
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
    project('unit', mini, 'unit', { testEnvironment: 'node' }),
    project('ui', mini, '{components,pages}', ui),
    project('channels', mini, 'channels', {
      ...ui,
      testMatch: ['channels/**/*', ...IN_BOTH_FLAVOURS].map(
        (file) => `<rootDir>/test/${file}.test.ts`,
      ),
      globalSetup: '<rootDir>/test/helpers/node/channels-app.ts',
      globals: { appRoot: CHANNELS_APP },
      moduleNameMapper: { '^(?:\\.\\./)+miniprogram/(.+)$': `${CHANNELS_APP}/$1` },
    }),
    project('server', node, 'server', {
      globalSetup: '<rootDir>/test/helpers/node/server/typebox.ts',
      globals: { typebox: TYPEBOX },
      moduleNameMapper: {
        '^typebox$': TYPEBOX,
        '^typebox/compile$': TYPEBOX.replace('.js', '-compile.js'),
      },
    }),
    ...['sandbox', 'release', 'e2e'].map((name) => project(name, node, name)),
  ],
}
