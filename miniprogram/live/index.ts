/**
 * The public face of the live part: what a shop calls. Everything else in this folder may change with a
 * version. A page that needs little may import one of the files below instead.
 */
export { configureLive, live } from './app'
export type { LiveConfig } from './config'
export type { CustomParams } from './domain/custom-params'
export type { Goods, Room } from './domain/room'
export type { FinderUserName, RoomId } from './domain/room-id'
export type { Routes } from './domain/routes'
export { FLAVOUR } from './flavour'
export { withLiveRoom } from './goods-page'
export type { LiveRoomData, LiveRoomMethods, LiveRoomOptions } from './goods-page'
export { listedGoodsPage } from './listed-goods-page'
export type { Purchase } from './listed-goods-page'
export { creditFor, openHall, openPage, openRoom, showNoCheckout } from './links'
export type { Attribution } from './services/entry/attribution'
export { storefrontPage } from './storefront'
