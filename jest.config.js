// A .ts configuration would need one more loader, hence plain JavaScript.
const { availableParallelism } = require('node:os')

const ts = (config) => ['ts-jest', { tsconfig: `<rootDir>/${config}` }]

const common = {
  rootDir: __dirname,
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
  clearMocks: true,
  restoreMocks: true,
}

const mini = { ...common, transform: { '^.+\\.ts$': ts('tsconfig.test.json') } }

const node = {
  ...common,
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': ts('tsconfig.node.json'),
    // typebox ships ES modules only; jest cannot require those before Node 24.9
    '/node_modules/(typebox)/.+\\.mjs$': [
      'ts-jest',
      {
        diagnostics: false,
        tsconfig: { allowJs: true, module: 'CommonJS', target: 'ES2022', isolatedModules: true },
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(typebox)/)'],
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
  coverageProvider: 'babel',
  collectCoverageFrom: ['{miniprogram,server/src}/**/*.ts', '!**/*.d.ts'],
  projects: [
    project('unit', mini, 'unit', { testEnvironment: 'node' }),
    project('ui', mini, '{components,pages}', {
      testEnvironment: 'jsdom',
      setupFilesAfterEnv: ['<rootDir>/test/setup/fail-on-console-error.ts'],
    }),
    ...['server', 'sandbox', 'release'].map((name) => project(name, node, name)),
    project('e2e', node, 'e2e', { setupFilesAfterEnv: ['<rootDir>/test/setup/patience.ts'] }),
  ],
}
