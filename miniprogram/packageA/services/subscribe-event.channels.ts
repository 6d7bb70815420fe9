/** The channels flavour has no `<subscribe>`, and so no such event. */
export function onSubscribeEvent(): void {
  // never called
}
