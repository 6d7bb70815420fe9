// The unit tests of one area (see areas.ts) without type checks, because a change may break types.
const path = require('path')
const { projects } = require('../../jest.config')

const unit = projects.find(({ displayName }) => displayName === 'unit')
const root = path.resolve(__dirname, '../..')
const tsconfig = path.join(root, 'tsconfig.test.json')
const tests = (process.env.MUTATE_TESTS ?? '').split(',')

module.exports = {
  ...unit,
  rootDir: root,
  setupFiles: [path.join(__dirname, 'no-shrinking.js')],
  testMatch: tests.map((below) => `<rootDir>/test/miniprogram/${below}`),
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false, tsconfig, isolatedModules: true }] },
}
