import { createDecipheriv } from 'node:crypto'

export interface GroupData {
  /** Value of wx.getShareInfo or wx.getGroupEnterInfo, in base64. */
  readonly encryptedData: string
  readonly iv: string
}

/**
 * Reads the id of a WeChat group from the data of a group card entry: `opengid` in
 * wx.getGroupEnterInfo, `openGId` in wx.getShareInfo. Returns undefined for every kind of failure,
 * so that a caller cannot tell them apart.
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
