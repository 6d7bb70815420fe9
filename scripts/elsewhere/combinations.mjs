// The combinations of `npm run test:elsewhere`: each date, time zone, locale and Node at least
// once. Pure.

/** One version of each line that package.json's `engines` allows. */
export const NODES = { 20.19: '20.19.6', 22: '22.23.3', 24: '24.21.0' }

const ZONES = { west: 'America/St_Johns', east: 'Pacific/Kiritimati' }
const GERMAN = 'de_DE.UTF-8'

/** A missing value means that of this machine. */
export const COMBINATIONS = [
  { name: 'next-week', date: '+8d', zone: ZONES.west, node: '22' },
  { name: 'next-year', date: '+400d', zone: ZONES.east, locale: GERMAN, node: '24' },
  { name: 'leap-day', date: '2028-02-29', zone: ZONES.west, locale: GERMAN, node: '20.19' },
  { name: 'midnight', date: '23:59:30', zone: ZONES.east, node: '22' },
  { name: 'oldest-node', node: '20.19' },
  { name: 'newest-node', locale: GERMAN, node: '24' },
]

const DAY_MS = 86_400_000
/** 07:00 UTC: the day is the same in every zone from UTC-7 to UTC+14. */
const HOUR_OF_A_DAY = '15:00:00+08:00'

/**
 * The variables that scripts/elsewhere/move-date.js reads.
 * @param date `+8d`; a day, `2028-02-29`; or a time in Beijing at which every test file begins, `23:59:30`
 */
export function moveTo(date, nowMs) {
  const days = /^\+(\d{1,5})d$/.exec(date)?.[1]
  if (days !== undefined) return { MOVED_DATE_BY_MS: String(Number(days) * DAY_MS) }
  if (/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(date))
    return { MOVED_DATE_BY_MS: '0', MOVED_DATE_EACH_FILE_AT: date }
  const atMs = Date.parse(`${date}T${HOUR_OF_A_DAY}`)
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(atMs) || !isDayOf(date, atMs))
    throw new RangeError(`--date must be +8d, 2028-02-29 or 23:59:30 (Beijing), got "${date}"`)
  return { MOVED_DATE_BY_MS: String(atMs - nowMs) }
}

/** 2027-02-29 is read as the first of March. */
const isDayOf = (date, atMs) => new Date(atMs).toISOString().startsWith(date)

/** @throws if this Node has no such zone or locale */
export function checkPlace({ zone, locale }) {
  if (zone !== undefined) new Intl.DateTimeFormat('en', { timeZone: zone })
  if (locale !== undefined && !/^[a-z]{2,3}_[A-Z]{2}\.UTF-8$/.test(locale))
    throw new RangeError(`--locale must be like de_DE.UTF-8, got "${locale}"`)
}

/** The environment of a run without this machine's values. */
export function environmentOf({ date, zone, locale }, nowMs) {
  return {
    ...(date === undefined ? {} : moveTo(date, nowMs)),
    ...(zone === undefined ? {} : { TZ: zone }),
    ...(locale === undefined ? {} : { LANG: locale, LC_ALL: locale, LANGUAGE: locale.slice(0, 2) }),
  }
}

/** The result of a run from jest's report. A skipped test counts as failed. */
export function resultOf(report, mayLackRedis) {
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, file: name })),
  )
  const isSkipped = ({ status, fullName }) =>
    status !== 'passed' && status !== 'failed' && !(mayLackRedis && fullName.includes('Redis'))
  const named = ({ file, fullName }) => ({ file, test: fullName })
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests,
    failed: [
      ...tests.filter(({ status }) => status === 'failed').map(named),
      ...tests
        .filter(isSkipped)
        .map((test) => ({ file: test.file, test: `skipped: ${test.fullName}` })),
      ...broken.map(({ name }) => ({ file: name, test: 'could not run' })),
    ],
  }
}
