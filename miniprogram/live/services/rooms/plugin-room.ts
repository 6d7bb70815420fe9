import { packedOrNone } from '../../domain/custom-params'
import { roomUrl } from '../../domain/plugin-link'
import { text } from '../../domain/text'
import { getSubscribeStatus } from '../wechat/plugin-client'
import type { PluginAnswer, SubscribeState } from '../wechat/plugin-client'
import type { LiveRoom } from './room-provider'
import { openUrl } from '../navigation/navigate'
import { storedRoom } from './stored-room'

/** A room of the live component: the back end lists it, the plugin tells of it and opens it. */
export function pluginRoom(roomId: number): LiveRoom {
  return Object.assign(storedRoom(roomId), {
    enter: (customParams) =>
      openUrl(
        roomUrl({ roomId, customParams: packedOrNone(customParams) }),
        text.plugin.unavailable,
      ),
    entersWithoutTap: true,
    checkReminder(heard) {
      const tellIfSaid = (answer: PluginAnswer<SubscribeState>) => {
        if (answer.kind === 'ok') heard(answer.value.subscribed)
      }
      return getSubscribeStatus(roomId, tellIfSaid).then((answer) => {
        tellIfSaid(answer)
        return answer.kind !== 'plugin-unavailable'
      })
    },
  } satisfies Partial<LiveRoom>)
}
