import { createDecipheriv } from 'node:crypto'

export interface GroupData {
  /** What wx.getShareInfo or wx.getGroupEnterInfo gave, in base64. */
  readonly encryptedData: string
  readonly iv: string
}

/**
 * The id that a WeChat group has for this mini-program, out of what a group card's entry gives:
 * wx.getGroupEnterInfo spells it `opengid`, wx.getShareInfo `openGId`.
 * Undefined for all that goes wrong alike, so that nobody learns from the answers of which kind it was.
 * @see framework/open-ability/signature: AES-128-CBC, PKCS#7, and a watermark with the AppID
 */
export function readGroupId(
  { encryptedData, iv }: GroupData,
  sessionKey: string,
  appId: string,
): string | undefined {
  const data = fieldsOf(decrypt(encryptedData, iv, sessionKey))
  const groupId = data?.['opengid'] ?? data?.['openGId']
  if (fieldsOf(data?.['watermark'])?.['appid'] !== appId) return undefined
  return typeof groupId === 'string' && /^[\w-]{1,128}$/.test(groupId) ? groupId : undefined
}

function decrypt(data: string, iv: string, key: string): unknown {
  try {
    const decipher = createDecipheriv(
      'aes-128-cbc',
      Buffer.from(key, 'base64'),
      Buffer.from(iv, 'base64'),
    )
    const text = Buffer.concat([decipher.update(data, 'base64'), decipher.final()])
    return JSON.parse(text.toString('utf8'))
  } catch {
    return undefined
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}
