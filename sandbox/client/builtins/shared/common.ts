import { elementOf } from './element'

/**
 * Properties of all built-ins. The engine does not treat `hidden` as a common attribute, so it is declared
 * here. `aria-*` and `bind…` need no declaration.
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

/** `hover-class` is implemented in host/gestures.ts; the other hover properties are accepted. */
export const hover = (name: string) =>
  Behavior({
    properties: {
      hoverClass: { type: String, value: name },
      hoverStopPropagation: Boolean,
      hoverStartTime: Number,
      hoverStayTime: Number,
    },
  })
