import { packedOrNone } from '../../domain/custom-params'
import { roomUrl } from '../../domain/plugin-link'
import { text } from '../../domain/text'
import { getSubscribeStatus } from '../wechat/plugin-client'
import type { PluginAnswer, SubscribeState } from '../wechat/plugin-client'
import type { LiveRoom } from './room-provider'
import { openUrl } from '../navigation/navigate'
import { storedRoom } from './stored-room'

/** A room of the live component, with data from the back end and actions of the plugin. */
export function pluginRoom(roomId: number): LiveRoom {
  return {
    ...storedRoom(roomId),
    enter: (customParams) =>
      openUrl(
        roomUrl({ roomId, customParams: packedOrNone(customParams) }),
        text.plugin.unavailable,
      ),
    entersWithoutTap: true,
    async checkReminder(onResult) {
      const report = (answer: PluginAnswer<SubscribeState>) => {
        if (answer.kind === 'ok') onResult(answer.value.subscribed)
      }
      const answer = await getSubscribeStatus(roomId, report)
      report(answer)
      return answer.kind !== 'plugin-unavailable'
    },
  }
}
