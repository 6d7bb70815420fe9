/** Status of a room as text, colour and shape: colour alone would not be accessible. */
Component({
  properties: {
    /** A `BadgeView` of domain/view.ts. null, for an unknown status, draws nothing. */
    badge: Object,
  },
})
