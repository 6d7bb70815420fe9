import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { connect, rootCertificates } from 'node:tls'
import { startUploadStandIn, TEMP_PREFIX } from '../../../sandbox/upload'
import { makeCertificates } from '../../../sandbox/upload/certificates'
import { APPID, ask, clientOf, openLine } from './harness'

describe('the certificates', () => {
  it('are a CA and a host certificate signed by it, valid at any time', async () => {
    const made = await makeCertificates('servicewechat.com')
    const ca = new X509Certificate(made.ca)
    const leaf = new X509Certificate(made.cert)
    expect(ca.ca).toBe(true)
    expect(leaf.ca).toBe(false)
    expect(leaf.checkIssued(ca)).toBe(true)
    expect(leaf.verify(ca.publicKey)).toBe(true)
    expect(leaf.checkHost('servicewechat.com')).toBe('servicewechat.com')
    expect(leaf.checkHost('example.com')).toBeUndefined()
    expect(leaf.publicKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048 })
    for (const { validFrom, validTo } of [ca, leaf]) {
      expect(new Date(validFrom)).toEqual(new Date('2000-01-01T00:00:00Z'))
      expect(new Date(validTo)).toEqual(new Date('2049-12-31T00:00:00Z'))
    }
  })

  it('are rejected by clients that do not trust the CA', async () => {
    let onUntrusted: (reason: string) => void = () => undefined
    const reported = new Promise<string>((resolve) => (onUntrusted = resolve))
    const wechat = await startUploadStandIn({ appid: APPID, onUntrusted })
    const asked = ask(wechat, rootCertificates, 'GET', '/wxa/ci/getwhiteextlist')
    await expect(asked).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
    expect(await reported).toMatch(/without a request|hang up|unknown ca/)
    expect(wechat.calls).toEqual([])
    await wechat.close()
  })

  it('are not reported as untrusted when a client opens a last connection that it does not use', async () => {
    const reasons: string[] = []
    const wechat = await startUploadStandIn({
      appid: APPID,
      onUntrusted: (reason) => reasons.push(reason),
    })
    await clientOf(wechat).ask('GET', '/wxa/ci/getwhiteextlist')
    const ca = readFileSync(wechat.caFile, 'utf8')
    const socket = await openLine(wechat.proxyUrl, 'servicewechat.com:443')
    const unused = connect({ socket, servername: 'servicewechat.com', ca })
    await once(unused, 'secureConnect')
    unused.destroy()
    await once(socket, 'close')
    await clientOf(wechat).ask('GET', '/wxa/ci/getwhiteextlist')
    expect(reasons).toEqual([])
    await wechat.close()
  })

  it('can be expired', async () => {
    const validity = { from: new Date('2000-01-01'), to: new Date('2000-01-02') }
    const old = await startUploadStandIn({ appid: APPID, validity })
    const asked = clientOf(old).ask('GET', '/wxa/ci/getwhiteextlist')
    await expect(asked).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' })
    await old.close()
  })
})

describe('a failed start', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'upload-start-'))
    jest.spyOn(os, 'tmpdir').mockReturnValue(folder)
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('removes its folder if the port is in use', async () => {
    const first = await startUploadStandIn({ appid: APPID })
    expect(readdirSync(folder)).toEqual([expect.stringMatching(TEMP_PREFIX)])
    const port = Number(new URL(first.proxyUrl).port)
    await expect(startUploadStandIn({ appid: APPID, port })).rejects.toThrow('EADDRINUSE')
    expect(readdirSync(folder)).toHaveLength(1)
    await first.close()
    expect(readdirSync(folder)).toEqual([])
  })

  it('names the invalid version', async () => {
    const started = startUploadStandIn({ appid: APPID, minPluginVersion: '1.2' })
    await expect(started).rejects.toThrow('must be x.y.z, got "1.2"')
  })
})
