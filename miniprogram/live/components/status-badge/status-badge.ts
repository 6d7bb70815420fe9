/** The state of a room as text, colour and shape, so that no one has to tell it by colour alone. */
Component({
  properties: {
    /** A `BadgeView` of domain/view.ts. null draws nothing: a status nobody knows gets no badge. */
    badge: Object,
  },
})
