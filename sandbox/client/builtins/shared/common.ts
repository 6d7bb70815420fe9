import { elementOf } from './element'

/**
 * What every built-in takes. `hidden` is no common attribute to the engine, so each tag declares it
 * here; `aria-*` and `bind…` reach the DOM without a declaration.
 */
export const common = Behavior({
  properties: {
    hidden: Boolean,
    animation: { type: Object, value: {} },
  },
  observers: {
    hidden(hidden: boolean) {
      elementOf(this).hidden = hidden
    },
  },
  lifetimes: {
    attached() {
      elementOf(this).hidden = this.data.hidden
    },
  },
})

/** `hover-class` itself is the host's work (host/gestures.ts); its companions are taken as they come. */
export const hover = (name: string) =>
  Behavior({
    properties: {
      hoverClass: { type: String, value: name },
      hoverStopPropagation: Boolean,
      hoverStartTime: Number,
      hoverStayTime: Number,
    },
  })
