import type { ChannelsReply } from '../../../shared/channels'

type ChannelsPath = 'live-info' | 'notice-info' | 'notice' | 'reserve' | 'place'

/** The requests of WeChat's client about Channels, answered by the sandbox's API. */
export async function requestChannels<T>(
  question: ChannelsPath,
  fields: Readonly<Record<string, unknown>>,
): Promise<T> {
  const response = await fetch(`/__sandbox/phone/channels/${question}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-phone': '1' },
    body: JSON.stringify(fields),
  })
  if (response.headers.get('x-phone-status') !== '200') throw new Error('network error')
  const reply = (await response.json()) as ChannelsReply<T>
  if (reply.kind === 'ok') return reply.result
  const { errMsg, number } = reply
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- WeChat rejects with a plain object
  throw { errMsg, ...number }
}
