// Preloaded (NODE_OPTIONS=--require) into all Node processes of `npm run test:elsewhere`: moves
// Date by MOVED_DATE_BY_MS. The moved clock runs on. Timers, process.hrtime and performance.now()
// are not moved, nor is anything outside JavaScript: file times, OpenSSL, Redis.
const { ChildProcess } = require('node:child_process')

const BY_MS = 'MOVED_DATE_BY_MS'
/** HH:MM:SS in Beijing: each test file begins at this time of the day. */
const EACH_FILE_AT = 'MOVED_DATE_EACH_FILE_AT'
const DAY_MS = 86_400_000
const BEIJING_AHEAD_MS = 8 * 3_600_000

const realNowMs = Date.now
let byMs = Number(process.env[BY_MS])

/** A proxy instead of a subclass, so that `instanceof Date` is true for older dates. */
function moved(RealDate) {
  const nowMs = () => realNowMs() + byMs
  return new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [nowMs()] : args, newTarget),
    apply: (target) => new target(nowMs()).toString(),
    get: (target, key) => (key === 'now' ? nowMs : Reflect.get(target, key)),
  })
}

/** The offset that makes the current time `time` in Beijing. */
function untilTime(time) {
  const [hours, minutes, seconds] = time.split(':').map(Number)
  const wantedMs = ((hours * 60 + minutes) * 60 + seconds) * 1000
  return wantedMs - ((realNowMs() + BEIJING_AHEAD_MS) % DAY_MS)
}

/** For a context with its own Date: a jest test file (test/setup/moved-date.js). */
process.moveDateOf = (context) => {
  const time = process.env[EACH_FILE_AT]
  if (time !== undefined) byMs = untilTime(time)
  for (const env of [process.env, context.process.env]) env[BY_MS] = String(byMs)
  context.Date = moved(context.Date)
}
globalThis.Date = moved(Date)

/** Also moves children that do not inherit the environment. */
const { spawn } = ChildProcess.prototype
ChildProcess.prototype.spawn = function spawnMoved(options) {
  const given = options.envPairs ?? []
  const has = (name) => given.some((pair) => pair.startsWith(`${name}=`))
  const missing = [
    [BY_MS, String(byMs)],
    ['NODE_OPTIONS', process.env.NODE_OPTIONS],
  ].filter(([name, value]) => value !== undefined && !has(name))
  const envPairs = [...given, ...missing.map((pair) => pair.join('='))]
  return spawn.call(this, { ...options, envPairs })
}
