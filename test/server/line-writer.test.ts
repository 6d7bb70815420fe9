import { createLineWriter } from '../../server/src/line-writer'

const failing = (code: string) => Object.assign(new Error(code), { code })
/** Longer than lines are collected. */
const gathered = () => new Promise((resolve) => setTimeout(resolve, 15))

/** A reader that accepts a given number of bytes, or fails. */
function aReader() {
  const reader = {
    room: Infinity,
    fault: undefined as Error | undefined,
    received: '',
    calls: 0,
    writeBytes: (bytes: Buffer): number => {
      reader.calls += 1
      if (reader.fault !== undefined) throw reader.fault
      if (reader.room === 0) throw failing('EAGAIN')
      const taken = Math.min(reader.room, bytes.length)
      reader.room -= taken
      reader.received += bytes.subarray(0, taken).toString('latin1')
      return taken
    },
  }
  return reader
}

describe('the line writer', () => {
  it('writes the lines of a short time with one call', async () => {
    const reader = aReader()
    const { write } = createLineWriter(reader)
    for (const line of ['a\n', 'b\n', 'c\n']) write(line)
    expect(reader.calls).toBe(0)
    await gathered()
    expect(reader).toMatchObject({ received: 'a\nb\nc\n', calls: 1 })
    write('d\n')
    await gathered()
    expect(reader).toMatchObject({ received: 'a\nb\nc\nd\n', calls: 2 })
  })

  it('writes at once when the buffer is full', () => {
    const reader = aReader()
    const { write } = createLineWriter(reader)
    write(`${'x'.repeat(16 * 1024)}\n`)
    expect(reader.received).toHaveLength(16 * 1024 + 1)
  })

  it('writes later, in order, what a full pipe does not accept', async () => {
    const reader = aReader()
    const lines = createLineWriter(reader)
    reader.room = 3
    lines.write('first\n')
    await gathered()
    lines.write('second\n')
    await gathered()
    expect(reader.received).toBe('fir')
    expect(reader.calls).toBeLessThan(4)
    reader.room = Infinity
    await new Promise((resolve) => setTimeout(resolve, 120))
    expect(reader.received).toBe('first\nsecond\n')
  })

  it('waits for a slow reader when flushing, for a limited time', () => {
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
    expect(reader.received).toBe('last\n')
    expect(slept).toBe(30)
    slept = 40
    reader.room = 0
    lines.write('never\n')
    lines.flushSync()
    expect(slept).toBe(1_040)
    expect(reader.received).toBe('last\n')
  })

  it('counts lines dropped without a reader, and reports them to the next one', async () => {
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
    const [kept, notice] = reader.received.split('\n')
    expect(kept).toBe('d')
    expect(JSON.parse(notice ?? '')).toMatchObject({ level: 40, event: 'log.lost', lines: 3 })
  })

  it('buffers at most a few megabytes', async () => {
    const reader = aReader()
    const lines = createLineWriter({ writeBytes: reader.writeBytes, sleep: () => undefined })
    reader.room = 0
    const line = `${'x'.repeat(99_999)}\n`
    for (let count = 0; count < 100; count += 1) lines.write(line)
    reader.room = Infinity
    lines.flushSync()
    await gathered()
    const written = reader.received.split('\n').filter((one) => one !== '')
    const whole = written.filter((one) => one.startsWith('x')).length
    expect(whole).toBeGreaterThan(40)
    expect(whole).toBeLessThan(50)
    expect(JSON.parse(written.at(-1) ?? '')).toMatchObject({
      event: 'log.lost',
      lines: 100 - whole,
    })
  })
})
