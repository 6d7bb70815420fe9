const Sequencer = require('@jest/test-sequencer').default

/**
 * Rules and pages first, by workers that are still small: after the servers, compilers and browsers a
 * worker has a gigabyte to look through for rubbish, and the same virtual days take twenty times as long.
 */
const LIGHT = ['unit', 'ui', 'channels']

module.exports = class LightFirst extends Sequencer {
  sort(tests) {
    const isLight = ({ context }) => LIGHT.includes(context.config.displayName?.name)
    const sorted = super.sort(tests)
    return [...sorted.filter(isLight), ...sorted.filter((test) => !isLight(test))]
  }
}
