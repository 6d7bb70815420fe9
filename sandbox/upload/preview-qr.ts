import { readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * The picture that answers a preview: a real QR code, in JPEG, as WeChat's client takes it to be. There is
 * no phone that could open a sandbox's preview, so it leads nowhere and says so.
 */
export const PREVIEW_QR = readFileSync(path.join(__dirname, 'preview-qr.jpg'))
