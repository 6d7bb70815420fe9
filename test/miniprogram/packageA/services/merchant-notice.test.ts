import { aWeChat, fails } from '../../../helpers/app/a-wechat'
import type { WeChat } from '../../../helpers/app/a-wechat'
import { OTHER, SPH } from '../../../helpers/app/channels'

let weChat: WeChat

/** The notice in this kind of version, after WeChat refused both accounts with this error code. */
async function said(
  envVersion: string | null,
  errCode: number,
  finderUserNames: readonly string[] = [SPH, OTHER],
): Promise<string> {
  weChat = aWeChat()
  if (envVersion !== null)
    weChat.parts['getAccountInfoSync'] = () => ({ miniProgram: { envVersion } })
  weChat.endings.getChannelsLiveInfo = () => fails({ errCode })
  weChat.start()
  const { config } = await import('../../../../miniprogram/config')
  Object.assign(config, { finderUserNames })
  const { merchantText } = await import('../../../../miniprogram/packageA/services/merchant-notice')
  expect(merchantText()).toBe('')
  const { connectChannels } =
    await import('../../../../miniprogram/live/services/wechat/channels-client')
  const ask = await connectChannels()
  for (const account of [SPH, OTHER]) await ask?.(account).catch(() => null)
  return merchantText()
}

it.each(['develop', 'trial'])('shows a refused account in a %s version', async (version) => {
  expect(await said(version, 100008)).toBe(
    `视频号 ${SPH} 与小程序主体不同或未认证（100008），顾客看不到它`,
  )
})

it.each([40097, 1416100])('shows which account has an id that WeChat refuses: %i', async (code) => {
  expect(await said('trial', code)).toBe(`微信不认识视频号 ${SPH}（${code}），顾客看不到它`)
})

it('shows nothing for an unknown id that the configuration does not name', async () => {
  expect(await said('trial', 1416100, [])).toBe('')
})

it.each(['release', 'something', null])('shows nothing in a %s version', async (version) => {
  expect(await said(version, 100008)).toBe('')
})

it.each([1416104, -14])('shows nothing for %i, which may be temporary', async (code) => {
  expect(await said('trial', code)).toBe('')
})
