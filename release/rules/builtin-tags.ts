/**
 * WeChat's own components: the tags of its test tool, miniprogram-simulate, and newer ones from the
 * list of components. A test compares this list with the tool's.
 * @see dev/component; component/store-coupon (base library 3.8.3) and component/store-gift (3.8.10)
 */
const COMPONENTS = `
  view scroll-view swiper swiper-item movable-area movable-view cover-view cover-image match-media
  page-container root-portal share-element grid-view list-view sticky-header sticky-section
  grid-builder list-builder nested-scroll-header nested-scroll-body draggable-sheet snapshot span
  open-container double-tap-gesture-handler force-press-gesture-handler
  horizontal-drag-gesture-handler long-press-gesture-handler pan-gesture-handler
  scale-gesture-handler tap-gesture-handler vertical-drag-gesture-handler
  icon progress rich-text selection text
  button checkbox checkbox-group editor editor-portal form input keyboard-accessory label picker
  picker-view picker-view-column radio radio-group slider switch textarea
  functional-page-navigator navigator
  audio camera channel-live channel-video image live-player live-pusher video voip-room
  map canvas web-view ad ad-custom official-account official-account-publish open-data
  open-data-item open-data-list native-component navigation-bar page-meta store-coupon store-gift
  store-home store-product
`

/** Tags of the template syntax. @see dev/reference/wxml */
const SYNTAX = 'block template import include wxs slot'

export const BUILTIN_TAGS: ReadonlySet<string> = new Set(
  `${SYNTAX} ${COMPONENTS}`.trim().split(/\s+/),
)

/** XR-FRAME scenes have their own tags. @see component/xr-frame */
export function isBuiltin(tag: string): boolean {
  return BUILTIN_TAGS.has(tag) || tag.startsWith('xr-')
}
