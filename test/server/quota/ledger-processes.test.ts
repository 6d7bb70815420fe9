import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { aClock, useTemporaryFolder } from '../../helpers/node/server/builders'
import { describeLedgers } from '../../helpers/node/server/ledger-drivers'

const LIMIT = 400
const PROCESSES = 4
const KILLS = 3

const ROOT = path.resolve(__dirname, '../../..')
const SPENDER = path.join(ROOT, 'test/helpers/node/server/spender.ts')

describeLedgers('ledger shared by processes', (driver) => {
  const folder = useTemporaryFolder()
  const children = new Set<ChildProcess>()
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL')
    return driver.stop()
  })

  it('never grants more than the limit when processes are killed at any moment', async () => {
    const place = await driver.start(folder())
    const callsFile = path.join(folder(), 'calls')
    writeFileSync(callsFile, '')
    const calls = () => readFileSync(callsFile).byteLength

    const start = async (): Promise<ChildProcess> => {
      const args = ['--import', 'tsx', SPENDER, driver.name, place, callsFile, String(LIMIT)]
      const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] })
      children.add(child)
      await once(child.stdout, 'data')
      return child
    }

    const running = await Promise.all(Array.from({ length: PROCESSES }, start))
    for (const child of running) child.stdin?.write('go')
    for (const [index, victim] of running.slice(0, KILLS).entries()) {
      // at an arbitrary point of its work
      await until(() => calls() >= (LIMIT * (index + 1)) / (KILLS + 2))
      victim.kill('SIGKILL')
    }
    await Promise.all(running.map(gone))

    const { ledger, close } = await driver.open(place, { limit: LIMIT, clock: aClock() })
    expect(await ledger.usage()).toMatchObject({ usage: { used: LIMIT } })
    await close()
    expect(calls()).toBeLessThanOrEqual(LIMIT)
    // a process may be killed between grant and call, but never calls without a grant
    expect(calls()).toBeGreaterThanOrEqual(LIMIT - KILLS)
    expect(running.filter(({ signalCode }) => signalCode === 'SIGKILL')).toHaveLength(KILLS)
  })
})

async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}
