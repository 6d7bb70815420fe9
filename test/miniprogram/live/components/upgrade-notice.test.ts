import { attribute, find, heard, tap, words } from '../../../helpers/mini/drawn'
import { install, load, render } from '../../../helpers/mini/runtime'

let id: string
beforeAll(() => {
  install()
  id = load('live/components/upgrade-notice/upgrade-notice')
})

const notice = (over: object = {}) =>
  render(id, {
    notice: {
      headline: '需要更新微信',
      reason: '当前微信版本 7.0.3 较低',
      updateText: '更新微信',
      browseText: '先逛逛好物',
      ...over,
    },
  })

it('shows headline, reason and buttons', () => {
  expect(words(notice())).toBe('需要更新微信当前微信版本 7.0.3 较低 更新微信 先逛逛好物')
})

it('emits update and browse', async () => {
  const page = notice()
  const [updated, browsed] = [heard(page, 'update'), heard(page, 'browse')]
  const [update, browse] = page.querySelectorAll('.upgrade-notice__button')
  if (update === undefined || browse === undefined) throw new Error('two buttons are expected')
  expect([update, browse].map((button) => attribute(button, 'aria-role'))).toEqual([
    'button',
    'button',
  ])
  await tap(update)
  expect([updated.length, browsed.length]).toEqual([1, 0])
  await tap(browse)
  expect([updated.length, browsed.length]).toEqual([1, 1])
})

it('shows how to update by hand if the client cannot open the update page', () => {
  const page = notice({ updateText: '', byHandText: '请到应用商店更新' })
  expect(page.querySelector('.upgrade-notice__button--primary')).toBeUndefined()
  expect(words(page)).toContain('请到应用商店更新')
  expect(find(page, '.upgrade-notice__button')).toBeDefined()
})
