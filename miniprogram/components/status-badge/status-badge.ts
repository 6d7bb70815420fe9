import type { BadgeView } from '../../domain/view'

/** The state of a room as text, colour and shape, so that no one has to tell it by colour alone. */
Component({
  properties: {
    /** null draws nothing: a status nobody knows gets no badge. */
    badge: { type: Object, value: null as BadgeView | null },
  },
})
