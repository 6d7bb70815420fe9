// Type-checks the four programs, or those that are named, two at a time: tsc uses one core each.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
const named = process.argv.slice(2)
const all = ['tsconfig.node.json', 'tsconfig.test.json', 'tsconfig.json', 'tsconfig.browser.json']
const waiting = named.length > 0 ? named : all

const check = (program) =>
  new Promise((done) => {
    const child = spawn(
      process.execPath,
      [...process.execArgv, tsc, '-p', program, '--pretty', 'false'],
      { cwd: root },
    )
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('close', (code) => {
      if (code !== 0) console.error(`${program}\n${output}`)
      done(code === 0)
    })
  })

async function lane() {
  let green = true
  for (let next = waiting.shift(); next; next = waiting.shift())
    green = (await check(next)) && green
  return green
}

const lanes = await Promise.all([lane(), lane()])
process.exit(lanes.every(Boolean) ? 0 : 1)
