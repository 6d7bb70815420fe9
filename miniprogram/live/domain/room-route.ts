/** Links into the live component. The channels flavour uses `room-route.channels`. */
export { isRoomRoute, parseRoomLink } from './plugin-link'
