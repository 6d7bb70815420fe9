import { readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * The picture in the answer to a preview: a valid QR code in JPEG, as the client expects. No phone can open
 * a preview of the sandbox, so its text says that it leads nowhere.
 */
export const PREVIEW_QR = readFileSync(path.join(__dirname, 'preview-qr.jpg'))
