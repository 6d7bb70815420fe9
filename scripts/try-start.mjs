// Tests a first `npm start` for CI: starts the shop, waits for an answer, stops it, and checks that
// it has ended. Has no dependencies, because `npm start` installs them.
import { spawn, spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const HELP = `Usage: node scripts/try-start.mjs [--time-limit SECONDS] [-- COMMAND ARGUMENT…]

Starts a command (default: npm start), waits for the line "ready ADDRESS", requests the shop's page and
its rooms from that address, stops the command by Ctrl-C, and checks that the address no longer answers.

  --time-limit N   seconds for the whole command (default: 300, because the first start installs packages)
  --help           this text

Exit code: 0 it started, answered and ended; 1 it did not; 2 wrong usage.`

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const onWindows = process.platform === 'win32'

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'time-limit': { type: 'string', default: '300' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  const seconds = Number(values['time-limit'])
  if (!(seconds > 0 && seconds <= 86_400))
    throw new TypeError(`--time-limit must be seconds above 0, got "${values['time-limit']}"`)
  const [command = 'npm', ...args] = positionals
  return {
    timeLimitMs: seconds * 1000,
    command,
    args: positionals.length > 0 ? args : ['start'],
    // npm is npm.cmd on Windows, which only a shell starts; what it is given here is fixed text
    shell: onWindows && positionals.length === 0,
  }
}

/** npm ends by the signal; the shop ends by itself with an exit code. */
const GOOD_ENDS = ['ended by exit code 0', 'ended by exit code 130', 'ended by SIGINT']

/** A process group of its own: Ctrl-C at a keyboard reaches npm, its shell and the shop. */
function start({ command, args, shell }) {
  const child = spawn(shell ? [command, ...args].join(' ') : command, shell ? [] : args, {
    cwd: root,
    shell,
    detached: !onWindows,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`))
    child.once('close', (code, signal) => resolve(`ended by ${signal ?? `exit code ${code}`}`))
  })
  let printed = ''
  const ready = new Promise((resolve) => {
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk)
      printed += chunk
      const address = /^ready (http:\S+)\s*$/m.exec(printed)?.[1]
      if (address !== undefined) resolve(address)
    })
  })
  return { child, ended, ready }
}

/** Stops all processes, and kills them if they do not end. */
function end({ child }, force) {
  if (child.pid === undefined) return
  if (onWindows) {
    // Ctrl-C cannot be sent to another console on Windows
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true })
    return
  }
  try {
    process.kill(-child.pid, force ? 'SIGKILL' : 'SIGINT')
  } catch (error) {
    if (error.code !== 'ESRCH') throw error // it has already ended
  }
}

async function ask(address, expected, deadline) {
  const answer = await fetch(address, {
    signal: AbortSignal.timeout(Math.max(1, Math.ceil(deadline - performance.now()))),
  })
  const text = await answer.text()
  if (!answer.ok || !text.includes(expected))
    throw new Error(`${address} answers ${answer.status}: ${text.slice(0, 200)}`)
}

async function answers(address) {
  try {
    await fetch(address, { signal: AbortSignal.timeout(2_000) })
    return true
  } catch {
    return false
  }
}

async function tryStart(options) {
  const deadline = performance.now() + options.timeLimitMs
  const started = start(options)
  let timer
  const tooLate = new Promise((_, reject) => {
    const tell = () => reject(new Error(`Nothing after ${options.timeLimitMs / 1000} seconds.`))
    timer = setTimeout(tell, options.timeLimitMs)
  })
  const early = started.ended.then((how) => {
    throw new Error(`It ${how} before it was ready.`)
  })
  try {
    const address = await Promise.race([started.ready, early, tooLate])
    await ask(address, '<html', deadline)
    await ask(new URL('/api/v1/rooms', address), '"rooms"', deadline)
    end(started, false)
    const how = await Promise.race([started.ended, tooLate])
    if (!onWindows && !GOOD_ENDS.includes(how)) throw new Error(`At Ctrl-C it ${how}.`)
    if (await answers(address))
      throw new Error(`${address} still answers: a process was left running.`)
    return `${address} answered; ${how}.`
  } finally {
    clearTimeout(timer)
    end(started, true)
    await started.ended
  }
}

try {
  const options = readOptions()
  if (options === 'help') console.log(HELP)
  else {
    try {
      console.log(await tryStart(options))
    } catch (error) {
      console.error(error.message)
      process.exitCode = 1
    }
  }
} catch (error) {
  console.error(error.message)
  process.exitCode = 2
}
