import { sinceOfComment } from '../../release/types/since'
import { isAtLeast, newerOf } from '../../release/versioning/compare-versions'

it.each([
  ['需要基础库： `2.17.3`', '2.17.3'],
  ['最低基础库版本：[`2.9.0`](https://developers.weixin.qq.com/x.html)', '2.9.0'],
  ['旋转程度，最低基础库 1.9.0 */', '1.9.0'],
  ['基础库 2.11.3 开始支持，低版本需做兼容处理。', '2.11.3'],
  ['是否走到了高性能模式。基础库 v3.3.4 起支持。 */', '3.3.4'],
  ['在插件中使用：需要基础库 `2.15.0`', null],
  ['在插件中使用：需要基础库 `2.15.0`\n * 需要基础库： `2.1.0`', '2.1.0'],
  ['@deprecated 基础库版本 [1.2.0](https://x) 起已废弃', null],
  ['需要填写（基础库 v2.19.2 之前的版本需要填写）', null],
  [' * - 基础库 v2.10.4 开始支持获取群工具', null],
  ['基础库 2.5.0 起支持广播', null],
  ['nothing of the kind', null],
])('reads %j as %p', (comment, since) => {
  expect(sinceOfComment(comment)).toBe(since)
})

it('compares versions by number', () => {
  expect(isAtLeast('2.10.0', '2.9.9')).toBe(true)
  expect(isAtLeast('2.9.9', '2.10.0')).toBe(false)
  expect(isAtLeast('2.11.2', '2.11.2')).toBe(true)
  expect(isAtLeast('3.0.0', '2.11.2')).toBe(true)
  expect(newerOf('2.9.9', '2.10.0')).toBe('2.10.0')
  expect(newerOf('2.10.0', '2.9.9')).toBe('2.10.0')
})
