import { aWeChat, fails } from '../helpers/a-wechat'
import type { WeChat } from '../helpers/a-wechat'
import { OTHER, SPH } from '../helpers/channels'

let weChat: WeChat

/** What is said in this kind of version, after WeChat refused both accounts with this number. */
async function said(envVersion: string | null, errCode: number): Promise<string> {
  weChat = aWeChat()
  if (envVersion !== null)
    weChat.parts['getAccountInfoSync'] = () => ({ miniProgram: { envVersion } })
  weChat.endings.getChannelsLiveInfo = () => fails({ errCode })
  weChat.start()
  const { merchantText } = await import('../../../miniprogram/packageA/merchant-text')
  expect(merchantText()).toBe('')
  const { connectChannels } = await import('../../../miniprogram/services/channels')
  const ask = await connectChannels()
  for (const account of [SPH, OTHER]) await ask?.(account).catch(() => null)
  return merchantText()
}

it.each(['develop', 'trial'])('tells a merchant who looks at a %s version', async (version) => {
  expect(await said(version, 100008)).toBe(`视频号 ${SPH} 与小程序主体不同（100008），顾客看不到它`)
})

it.each(['release', 'something', null])('tells no shopper of a %s version', async (version) => {
  expect(await said(version, 100008)).toBe('')
})

it('has nothing to say of any other refusal', async () => {
  expect(await said('trial', 1416100)).toBe('')
})
