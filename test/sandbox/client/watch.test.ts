import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { rebuildOnChange } from '../../../sandbox/client/watch'

const folder = mkdtempSync(path.join(os.tmpdir(), 'watch-test-'))
const file = path.join(folder, 'pages/index/index.wxml')
let stop: () => void = () => undefined

beforeAll(() => {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, '<view/>')
})
afterEach(() => stop())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Watches with builds that the test completes by hand. */
function watch() {
  const ends: ((error?: Error) => void)[] = []
  const failures: unknown[] = []
  const begun: (() => void)[] = []
  const nextBuild = () => new Promise<void>((resolve) => begun.push(resolve))
  stop = rebuildOnChange({
    folders: [folder],
    rebuild: () =>
      new Promise((resolve, reject) => {
        ends.push((error) => (error === undefined ? resolve() : reject(error)))
        begun.shift()?.()
      }),
    failed: (error) => failures.push(error),
  })
  return { ends, failures, nextBuild }
}

it('rebuilds after a change deep in the folder', async () => {
  const { ends, nextBuild } = watch()
  const build = nextBuild()
  writeFileSync(file, '<view>1</view>')
  await build
  expect(ends).toHaveLength(1)
})

it('builds again after a change during a build, also after a failed build', async () => {
  const { ends, failures, nextBuild } = watch()
  const first = nextBuild()
  writeFileSync(file, '<view>2</view>')
  await first

  const second = nextBuild()
  writeFileSync(file, '<view>3</view>')
  await new Promise((resolve) => setImmediate(resolve))
  expect(ends).toHaveLength(1) // one at a time
  const fault = new Error('index.wxml:1: missing end tag')
  // the change has been seen when the next one is
  writeFileSync(file, '<view>4</view>')
  ends[0]?.(fault)
  await second
  expect(ends).toHaveLength(2)
  expect(failures).toEqual([fault])
})
