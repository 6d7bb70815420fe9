import { gunzipSync } from 'node:zlib'
import { makeReady } from '../../../../server/src/http/snapshot/make-ready-answer'

const LONG = { title: '秋日羊绒专场'.repeat(200) }

describe('a ready answer', () => {
  it('is compressed once, with the same content', () => {
    const answer = makeReady(LONG)
    const gzipped = answer.gzipped()
    expect(JSON.parse(gunzipSync(gzipped?.bytes ?? '').toString())).toEqual(LONG)
    expect(gzipped?.bytes.byteLength).toBeLessThan(answer.bytes.byteLength / 10)
    expect(answer.gzipped()).toBe(gzipped)
  })

  it('has an ETag for each form', () => {
    const answer = makeReady(LONG)
    expect(answer.etag).toMatch(/^"[\w-]{27}"$/)
    expect(answer.gzipped()?.etag).not.toBe(answer.etag)
    expect(makeReady(LONG).etag).toBe(answer.etag)
    expect(makeReady(LONG).gzipped()?.etag).toBe(answer.gzipped()?.etag)
  })

  it('is not compressed if it is small', () => {
    expect(makeReady({ a: 1 }).gzipped()).toBeUndefined()
  })
})
