/** Links into the live component; the channels flavour has none. */
export { isRoomRoute, parseRoomLink } from './plugin-link'
