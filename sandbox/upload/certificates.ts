import { createPublicKey, generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import forge from 'node-forge'

/** A line of trust that lives as long as the stand-in does. All PEM. */
export interface Certificates {
  readonly ca: string
  readonly cert: string
  readonly key: string
}

export interface Validity {
  readonly from: Date
  readonly to: Date
}

/**
 * Not counted from now: OpenSSL checks it by the clock of the machine, which is another one than that of
 * this process where Date has been moved. Later years do not fit into the date format of RFC 5280's UTCTime.
 */
const ANY_CLOCK: Validity = {
  from: new Date('2000-01-01T00:00:00Z'),
  to: new Date('2049-12-31T00:00:00Z'),
}

/**
 * Makes a CA of its own and a certificate for one host. Node has no writer of certificates, and openssl is
 * not on every Windows, hence node-forge; the keys are Node's, which makes them a hundred times faster.
 * Both end with the stand-in, as the key of the CA is kept nowhere.
 */
export async function makeCertificates(
  host: string,
  validity: Validity = ANY_CLOCK,
): Promise<Certificates> {
  const [caKey, key] = await Promise.all([makeKey(), makeKey()])
  const issuer = [{ name: 'commonName', value: 'live-shop sandbox, throw-away CA' }]
  const ca = certificate(caKey, issuer, validity, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ])
  const leaf = certificate(key, [{ name: 'commonName', value: host }], validity, [
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: [{ type: DNS_NAME, value: host }] },
  ])
  const signWith = forge.pki.privateKeyFromPem(caKey)
  for (const signed of [ca, leaf]) {
    signed.setIssuer(issuer)
    signed.sign(signWith, forge.md.sha256.create())
  }
  return { ca: forge.pki.certificateToPem(ca), cert: forge.pki.certificateToPem(leaf), key }
}

/** RFC 5280, GeneralName: dNSName. */
const DNS_NAME = 2

/** A 2048-bit RSA key as WeChat hands it out: PKCS#1 in PEM. */
export async function makeKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  return privateKey
}

function certificate(
  privateKey: string,
  subject: forge.pki.CertificateField[],
  validity: Validity,
  extensions: readonly object[],
): forge.pki.Certificate {
  const made = forge.pki.createCertificate()
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString()
  made.publicKey = forge.pki.publicKeyFromPem(publicKey)
  // a leading 00 keeps the number positive
  made.serialNumber = `00${randomBytes(15).toString('hex')}`
  made.validity.notBefore = validity.from
  made.validity.notAfter = validity.to
  made.setSubject(subject)
  made.setExtensions([...extensions])
  return made
}
