import { UpdateLog } from '../../../sandbox/client/host/update-log'

it('records the paths and size of each setData', () => {
  const log = new UpdateLog()
  log.note('pages/index/index', { 'list.value[3].title': '秋茶', far: true })
  expect(log.updates).toEqual([
    {
      route: 'pages/index/index',
      paths: ['list.value[3].title', 'far'],
      bytes: Buffer.byteLength('{"list.value[3].title":"秋茶","far":true}'),
    },
  ])
})

it('keeps the last 200', () => {
  const log = new UpdateLog()
  for (let at = 1; at <= 205; at += 1) log.note(`page ${at}`, {})
  expect(log.updates).toHaveLength(200)
  expect(log.updates[0]?.route).toBe('page 6')
  expect(log.updates.at(-1)?.route).toBe('page 205')
})
