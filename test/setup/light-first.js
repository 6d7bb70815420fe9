const path = require('node:path')
const Sequencer = require('@jest/test-sequencer').default

/**
 * Rules and pages first, by workers that are still small: after the servers, compilers and browsers a
 * worker has a gigabyte to look through for rubbish, and the same virtual days take several times as long.
 * Then what takes a minute or waits for other programs; the many short tests of the back end come last
 * and leave no worker idle.
 */
const PROJECTS = ['unit', 'ui', 'channels', 'e2e', 'release', 'sandbox', 'server']
/** Of the last ones those that must not come last: a first run knows no test's time. */
const LONG = ['server/storm.test.ts']

module.exports = class LightFirst extends Sequencer {
  sort(tests) {
    const turn = ({ path: file, context }) =>
      LONG.some((name) => file.endsWith(path.normalize(name)))
        ? PROJECTS.indexOf('e2e')
        : PROJECTS.indexOf(context.config.displayName?.name)
    return super.sort(tests).toSorted((one, other) => turn(one) - turn(other))
  }

  /** The times of the tests, for the next run's order; those of a moved Date are no times. */
  cacheResults(...given) {
    if (process.env.MOVED_DATE_BY_MS === undefined) super.cacheResults(...given)
  }
}
