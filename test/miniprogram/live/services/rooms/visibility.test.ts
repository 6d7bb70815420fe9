import type { RoomId } from '../../../../../miniprogram/live/domain/room-id'
import { observeVisibility } from '../../../../../miniprogram/live/services/rooms/visibility'
import { installWx } from '../../../../helpers/app/globals'

interface Watched {
  readonly selector: string
  readonly tell: (result: object) => void
}

let watched: Watched[]
let told: (readonly RoomId[])[]

beforeEach(() => {
  watched = []
  told = []
  installWx({
    createIntersectionObserver: (_page: object, options: object) => {
      expect(options).toEqual({ observeAll: true })
      const own: Watched[] = []
      const observer = {
        relativeToViewport: () => observer,
        observe: (selector: string, tell: Watched['tell']) => {
          own.push({ selector, tell })
          watched.push(...own)
        },
        disconnect: () => {
          watched = watched.filter((one) => !own.includes(one))
        },
      }
      return observer
    },
  })
})

const start = () => observeVisibility({}, (roomIds) => told.push(roomIds))

function move(selector: string, room: unknown, intersectionRatio: number) {
  watched
    .filter((one) => one.selector === selector)
    .forEach(({ tell }) => tell({ dataset: { room }, intersectionRatio }))
}

it('tells which rooms are in sight, in the order in which they came', () => {
  const sight = start()
  sight.observe('a')
  sight.observe('b')
  move('.b', 7, 0.1)
  move('.a', 3, 1)
  move('.b', 7, 0)
  expect(told).toEqual([[7], [3, 7], [3]])
})

it('sees a room no more that is not drawn any more', () => {
  const sight = start()
  sight.observe('a')
  sight.observe('b')
  move('.a', 1, 1)
  move('.b', 2, 1)
  sight.unobserve('a')
  sight.unobserve('never looked at')
  expect(told.at(-1)).toEqual([2])
  expect(told).toHaveLength(3)
})

it('looks again after a redraw, once for each class', () => {
  const sight = start()
  sight.observe('a')
  move('.a', 1, 1)
  sight.observe('a')
  expect(told.at(-1)).toEqual([])
  move('.a', 2, 1)
  expect(told.at(-1)).toEqual([2])
  expect(watched).toHaveLength(1)
})

it('takes no notice of what is no room', () => {
  start().observe('a')
  move('.a', undefined, 1)
  expect(told).toEqual([])
})

it('watches nothing once stopped', () => {
  const sight = start()
  sight.observe('a')
  sight.observe('b')
  move('.b', 2, 1)
  sight.stop()
  expect(watched).toEqual([])
  expect(told.at(-1)).toEqual([])
})
