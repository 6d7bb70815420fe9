import { createLineWriter } from '../../server/src/line-writer'

const failing = (code: string) => Object.assign(new Error(code), { code })
/** Longer than lines are gathered. */
const gathered = () => new Promise((resolve) => setTimeout(resolve, 15))

/** A reader that takes what it is told to take, or fails. */
function aReader() {
  const reader = {
    room: Infinity,
    fault: undefined as Error | undefined,
    heard: '',
    calls: 0,
    writeBytes: (bytes: Buffer): number => {
      reader.calls += 1
      if (reader.fault !== undefined) throw reader.fault
      if (reader.room === 0) throw failing('EAGAIN')
      const taken = Math.min(reader.room, bytes.length)
      reader.room -= taken
      reader.heard += bytes.subarray(0, taken).toString('latin1')
      return taken
    },
  }
  return reader
}

describe('the writer of lines', () => {
  it('writes the lines of a moment with one call, and those of the next with another', async () => {
    const reader = aReader()
    const { write } = createLineWriter(reader)
    for (const line of ['a\n', 'b\n', 'c\n']) write(line)
    expect(reader.calls).toBe(0)
    await gathered()
    expect(reader).toMatchObject({ heard: 'a\nb\nc\n', calls: 1 })
    write('d\n')
    await gathered()
    expect(reader).toMatchObject({ heard: 'a\nb\nc\nd\n', calls: 2 })
  })

  it('does not gather without end', () => {
    const reader = aReader()
    const { write } = createLineWriter(reader)
    write(`${'x'.repeat(16 * 1024)}\n`)
    expect(reader.heard).toHaveLength(16 * 1024 + 1)
  })

  it('keeps what a full pipe does not take, and writes it later, in order', async () => {
    const reader = aReader()
    const lines = createLineWriter(reader)
    reader.room = 3
    lines.write('first\n')
    await gathered()
    lines.write('second\n')
    await gathered()
    expect(reader.heard).toBe('fir')
    expect(reader.calls).toBeLessThan(4)
    reader.room = Infinity
    await new Promise((resolve) => setTimeout(resolve, 120))
    expect(reader.heard).toBe('first\nsecond\n')
  })

  it('waits at the end for a reader that is slow, and not for ever for one that stands still', () => {
    const reader = aReader()
    let slept = 0
    const sleep = (ms: number) => {
      slept += ms
      if (slept === 30) reader.room = Infinity
    }
    const lines = createLineWriter({ writeBytes: reader.writeBytes, sleep })
    reader.room = 0
    lines.write('last\n')
    lines.flushSync()
    expect(reader.heard).toBe('last\n')
    expect(slept).toBe(30)
    slept = 40
    reader.room = 0
    lines.write('never\n')
    lines.flushSync()
    expect(slept).toBe(1_040)
    expect(reader.heard).toBe('last\n')
  })

  it('counts what was lost while nobody read, and tells it who reads again', async () => {
    const reader = aReader()
    const { write } = createLineWriter(reader)
    reader.fault = failing('EPIPE')
    for (const line of ['a\n', 'b\n']) write(line)
    await gathered()
    write('c\n')
    await gathered()
    expect(reader.calls).toBe(2)
    reader.fault = undefined
    write('d\n')
    await gathered()
    const [kept, notice] = reader.heard.split('\n')
    expect(kept).toBe('d')
    expect(JSON.parse(notice ?? '')).toMatchObject({ level: 40, event: 'log.lost', lines: 3 })
  })

  it('keeps no more than a few megabytes for a reader that stands still', async () => {
    const reader = aReader()
    const lines = createLineWriter({ writeBytes: reader.writeBytes, sleep: () => undefined })
    reader.room = 0
    const line = `${'x'.repeat(99_999)}\n`
    for (let count = 0; count < 100; count += 1) lines.write(line)
    reader.room = Infinity
    lines.flushSync()
    await gathered()
    const told = reader.heard.split('\n').filter((one) => one !== '')
    const whole = told.filter((one) => one.startsWith('x')).length
    expect(whole).toBeGreaterThan(40)
    expect(whole).toBeLessThan(50)
    expect(JSON.parse(told.at(-1) ?? '')).toMatchObject({ event: 'log.lost', lines: 100 - whole })
  })
})
