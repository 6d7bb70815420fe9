/** `getShareParams` works in these twelve scenes and rejects in all others. */
const SHARE_SCENES = [1007, 1008, 1014, 1044, 1045, 1046, 1047, 1048, 1049, 1073, 1154, 1155]

/** @see wechat-live-contract A6 */
export function mayAskShareParams(scene: number): boolean {
  return SHARE_SCENES.includes(scene)
}
